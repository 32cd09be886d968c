import { describe, expect, it } from 'vitest';
import { peopleIn, type Known } from '#server/attendance/zoom-people.ts';
import { readZoomReport, type ZoomRow } from '#server/attendance/zoom-report.ts';

const session = { from: '2027-03-04T14:00:00.000Z', to: '2027-03-04T16:30:00.000Z' };
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, zone = 'UTC') =>
  readZoomReport(typeof text === 'string' ? utf8(text) : text, zone, session);
/** @throws where it is refused */
function rowsOf(...given: Parameters<typeof read>): ZoomRow[] {
  const report = read(...given);
  if (!report.ok) throw new Error(report.code);
  return report.rows;
}
const times = (rows: ZoomRow[]) => rows.map(({ from, to }) => [from.slice(0, 19), to.slice(0, 19)]);

const PLAIN = `Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,In Waiting Room
4 · Dulce · Praia (Dulce Ferreira),dulce@example.org,03/04/2027 01:58:10 PM,03/04/2027 04:31:00 PM,153,No,No
Wilmer,,03/04/2027 02:01:00 PM,03/04/2027 02:40:00 PM,39,Yes,No
Wilmer,,03/04/2027 02:00:00 PM,03/04/2027 02:01:00 PM,1,Yes,Yes
`;

describe('Zoom’s participant report', () => {
  it('is read with names as shown and as in the account, and without the time in the waiting room', () => {
    expect(rowsOf(PLAIN)).toEqual([
      {
        name: '4 · Dulce · Praia',
        originalName: 'Dulce Ferreira',
        email: 'dulce@example.org',
        from: '2027-03-04T13:58:10.000Z',
        to: '2027-03-04T16:31:00.000Z',
      },
      {
        name: 'Wilmer',
        originalName: '',
        email: '',
        from: '2027-03-04T14:01:00.000Z',
        to: '2027-03-04T14:40:00.000Z',
      },
    ]);
  });

  it('may begin with lines about the meeting', () => {
    const head = `Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456,"Atelier, ESS",03/04/2027 01:50:00 PM,03/04/2027 04:40:00 PM,host@example.org,170,70

`;
    expect(rowsOf(head + PLAIN)).toEqual(rowsOf(PLAIN));
  });

  it.each([
    [
      'French',
      'Nom (nom original),Adresse e-mail,Heure d’arrivée,Heure de départ,Durée (minutes),Invité,Dans la salle d’attente',
      'Oui',
    ],
    [
      'French too',
      "Nom d’utilisateur (nom d’origine),Courriel,Heure d'entrée,Heure de sortie,Durée,Invité,En salle d’attente",
      'Oui',
    ],
    [
      'Spanish',
      'Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos),Invitado,En la sala de espera',
      'Sí',
    ],
    [
      'Spanish too',
      'Nombre de usuario (nombre original),Correo electrónico del usuario,Hora para unirse,Hora para salir,Duración,Invitado,Sala de espera',
      'No',
    ],
    [
      'new English',
      'Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer response,In waiting room',
      'No',
    ],
  ])('is read in %s', (_, headings) => {
    const rows = rowsOf(
      `${headings}\nDulce,d@example.org,2027-03-04 14:00:00,2027-03-04 15:00:00,60,No,No\n`,
    );
    expect(rows).toMatchObject([{ name: 'Dulce', email: 'd@example.org' }]);
    expect(times(rows)).toEqual([['2027-03-04T14:00:00', '2027-03-04T15:00:00']]);
  });

  it('may have gone through a spreadsheet: semicolons, tabs, other encodings', () => {
    const semicolons = PLAIN.replaceAll(',', ';');
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Buffer.from(PLAIN.replaceAll(',', '\t'), 'utf16le')),
    ]);
    const latin = Buffer.from(PLAIN, 'latin1');
    for (const variant of [utf8(semicolons), utf16, utf8(`\ufeff${PLAIN}`), new Uint8Array(latin)])
      expect(rowsOf(variant)).toEqual(rowsOf(PLAIN));
  });

  it('has times of its account’s zone, with its summer time', () => {
    const line = (day: string) => `Name,Email,Join Time,Leave Time\nA,,${day} 14:00:00,${day} 15:00:00`;
    expect(times(rowsOf(line('2027-03-04'), 'Europe/Paris'))).toEqual([
      ['2027-03-04T13:00:00', '2027-03-04T14:00:00'],
    ]);
    expect(times(rowsOf(line('2027-07-04'), 'Europe/Paris'))).toEqual([
      ['2027-07-04T12:00:00', '2027-07-04T13:00:00'],
    ]);
    expect(times(rowsOf(line('2027-03-04'), 'America/Bogota'))).toEqual([
      ['2027-03-04T19:00:00', '2027-03-04T20:00:00'],
    ]);
    const iso = 'Name,Email,Join Time,Leave Time\nA,,2027-03-04T14:00:00Z,2027-03-04T15:00:00+00:00';
    expect(times(rowsOf(iso, 'America/Bogota'))).toEqual([['2027-03-04T14:00:00', '2027-03-04T15:00:00']]);
  });

  it('tells days from months by what cannot be a month, by a.m. and p.m., and by the day of the session', () => {
    const line = (join: string, leave: string) =>
      times(rowsOf(`Name,Email,Join Time,Leave Time\nA,,"${join}","${leave}"`))[0]?.[0];
    expect(line('04/03/2027 14:00:00', '04/03/2027 15:00:00')).toBe('2027-03-04T14:00:00');
    expect(line('03/04/2027 14:00:00', '03/04/2027 15:00:00')).toBe('2027-03-04T14:00:00');
    expect(line('25/03/2027 14:00:00', '25/03/2027 15:00:00')).toBe('2027-03-25T14:00:00');
    expect(line('03/25/2027 02:00:00 p. m.', '03/25/2027 03:00:00 p. m.')).toBe('2027-03-25T14:00:00');
    expect(line('Mar 4, 2027 12:30:00 AM', 'Mar 4, 2027 12:30:00 PM')).toBe('2027-03-04T00:30:00');
  });

  it('says how many of its lines have no time that can be read', () => {
    const report = read(
      `${PLAIN}Ama,,yesterday,today,1,No,No\nKofi,,02/30/2027 02:00:00 PM,02/30/2027 03:00:00 PM,1,No,No\n`,
    );
    expect(report).toMatchObject({ ok: true, unread: 2 });
  });

  it('is refused where it is none, has no times, nobody in it, or too many', () => {
    expect(read('')).toMatchObject({ code: 'attendance/not-report' });
    expect(read('name;city\nDulce;Praia\n')).toMatchObject({ code: 'attendance/not-report' });
    expect(read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff, 0x22, 0x0a, 0x22]))).toMatchObject({
      code: 'attendance/not-report',
    });
    expect(
      read('Name (Original Name),User Email,Total Duration (Minutes),Guest\nDulce,d@example.org,60,No\n'),
    ).toMatchObject({
      code: 'attendance/no-times',
    });
    expect(read(PLAIN.split('\n')[0] ?? '')).toMatchObject({ code: 'attendance/no-rows' });
    expect(read('Name,Email,Join Time,Leave Time\nDulce,,soon,later\n')).toMatchObject({
      code: 'attendance/no-rows',
    });
    const many = 'A,,03/04/2027 02:00:00 PM,03/04/2027 03:00:00 PM\n'.repeat(2001);
    expect(read(`Name,Email,Join Time,Leave Time\n${many}`)).toMatchObject({ code: 'request/too-large' });
  });
});

describe('whom it means', () => {
  const known: Known[] = [
    {
      id: 'dulce',
      name: 'Dulce Ferreira',
      email: 'Dulce@Example.org ',
      territory: 'Praia',
      zoomNames: ['4 · Dulce · Praia'],
    },
    {
      id: 'wilmer',
      name: 'Wilmer Andrade',
      email: null,
      territory: 'Quito',
      zoomNames: ['2 · Wilmer · Quito', '3 · Wilmer · Quito'],
    },
    {
      id: 'wilmer2',
      name: 'Wilmer Rojas',
      email: null,
      territory: 'Manta',
      zoomNames: ['3 · Wilmer · Manta'],
    },
    { id: 'twin1', name: 'Ama K', email: null, territory: 'Accra', zoomNames: ['1 · Ama · Accra'] },
    { id: 'twin2', name: 'Ama O', email: null, territory: 'Accra', zoomNames: ['1 · Ama · Accra'] },
  ];
  const row = (name: string, email = '', originalName = ''): ZoomRow => ({
    ...{ name, email, originalName, from: session.from, to: session.to },
  });
  const one = (given: ZoomRow) => peopleIn([given], known)[0];

  it('is certain by the address, or by the name handed out, of any room they were in', () => {
    expect(one(row('iPhone', 'dulce@example.org'))?.match).toEqual({ participantId: 'dulce', by: 'email' });
    expect(one(row('2 · wilmer  · Quito'))?.match).toEqual({ participantId: 'wilmer', by: 'name' });
  });

  it('is proposed and not guessed where it is not certain, the likeliest first', () => {
    expect(one(row('Wilmer (Quito)'))).toMatchObject({ match: null, proposals: ['wilmer', 'wilmer2'] });
    expect(one(row('Dulce Ferreira'))).toMatchObject({ match: null, proposals: ['dulce'] });
    expect(one(row('1 · Ama · Accra'))).toMatchObject({ match: null, proposals: ['twin1', 'twin2'] });
    expect(one(row('iPhone'))).toMatchObject({ match: null, proposals: [] });
  });

  it('is not certain where the address is one person’s and the name another’s', () => {
    expect(one(row('2 · Wilmer · Quito', 'dulce@example.org'))).toMatchObject({
      match: null,
      proposals: ['dulce', 'wilmer', 'wilmer2'],
    });
    expect(one(row('4 · Dulce · Praia', 'someone@else.org'))?.match).toEqual({
      participantId: 'dulce',
      by: 'name',
    });
  });

  it('is one person however often they came back', () => {
    const found = peopleIn(
      [row('Dulce', 'dulce@example.org'), row('Du', 'dulce@example.org'), row('X'), row('x ')],
      known,
    );
    expect(found.map(({ stays }) => stays.length)).toEqual([2, 2]);
  });
});
