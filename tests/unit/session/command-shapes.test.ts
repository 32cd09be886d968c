import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandSchema, langSchema } from '#shared/session/commands.ts';
import { joinSchema, newSessionSchema } from '#shared/protocol/rest.ts';

const isCommand = (value: unknown): boolean => commandSchema.safeParse(value).success;
const renamed = (name: unknown) => ({ type: 'participant.change', name });

/** Every place where people type a line that others see. */
const lines: [string, (line: unknown) => boolean][] = [
  ['a name', (name) => isCommand(renamed(name))],
  ['a territory', (territory) => isCommand({ type: 'participant.change', territory })],
  ['a territory’s name', (name) => isCommand({ type: 'territory.change', territoryId: 't1', name })],
  ['a group’s name', (name) => isCommand({ type: 'group.create', name, blocks: ['water'] })],
  ['a group’s new name', (name) => isCommand({ type: 'group.change', groupId: 'g1', name })],
  ['a title', (title) => isCommand({ type: 'session.change', title: { en: title } })],
  ['a message', (text) => isCommand({ type: 'message.send', to: 'all', text: { en: text } })],
  ['a joining name', (name) => joinSchema.safeParse({ name, language: 'en' }).success],
  [
    'an organisation',
    (organisation) => joinSchema.safeParse({ name: 'Ana', language: 'en', organisation }).success,
  ],
  ['a new title', (title) => newSessionSchema.safeParse({ scenario: 's', title: { en: title } }).success],
];

describe.each(lines)('%s', (_, accepts) => {
  it('is what people are called, in every script', () => {
    const names = ['Ana', 'Nguyễn Văn Đạt', 'O’Brien', 'علی‌رضا', '田中', 'Мария', '3', 'Ana 🌱', 'a\u0301'];
    for (const name of names) expect(accepts(name), name).toBe(true);
  });

  it('is not empty, of spaces, of marks alone, or endless', () => {
    const long = ['x'.repeat(10_000), ' '.repeat(10_000), 'e\u0301'.repeat(5_000)];
    for (const name of ['', '   ', '\u00a0\u3000', '—', '🙂', ...long])
      expect(accepts(name), name).toBe(false);
  });

  it('has no control characters, none that turn the direction, none that cannot be seen', () => {
    const controls = ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\ufffe', '\ue000', '\ud800'];
    const directions = ['\u202e', '\u202a', '\u2066', '\u2069', '\u200e', '\u200f', '\u061c'];
    const unseen = [
      '\u200b',
      '\u2060',
      '\u00ad',
      '\u180e',
      '\u115f',
      '\u3164',
      '\uffa0',
      '\u2800',
      '\u{e0041}',
    ];
    for (const bad of [...controls, ...directions, ...unseen]) {
      expect(accepts(`An${bad}a`), JSON.stringify(bad)).toBe(false);
    }
  });

  it('is text', () => {
    for (const value of [1, null, true, {}, [], ['Ana']]) expect(accepts(value)).toBe(false);
  });
});

describe('a line', () => {
  it('is trimmed, its spaces are single, its accents composed', () => {
    expect(commandSchema.parse(renamed('  Ana\t\n Mari\u0301a '))).toEqual(renamed('Ana María'));
  });

  it('that is accepted is accepted again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (typed) => {
        const once = commandSchema.safeParse(renamed(typed));
        if (once.success) expect(commandSchema.parse(once.data)).toEqual(once.data);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a command', () => {
  it('has no keys that it does not know', () => {
    expect(isCommand({ type: 'session.open' })).toBe(true);
    expect(isCommand({ type: 'session.open', id: 'c1' })).toBe(true);
    for (const key of ['by', 'actor', 'participantID', 'constructor', 'role']) {
      expect(isCommand({ type: 'session.open', [key]: 'x' }), key).toBe(false);
    }
    expect(isCommand(JSON.parse('{"type":"session.open","__proto__":1}'))).toBe(false);
    expect(isCommand({ type: 'message.send', to: { groupId: 'g1', and: 1 }, text: { en: 'x' } })).toBe(false);
  });

  it('is one of those there are: nobody joins, is promoted or creates a session by command', () => {
    const join = { participantId: 'x', role: 'organizer', language: 'en' };
    expect(isCommand({ type: 'participant.join', ...join })).toBe(false);
    for (const type of ['participant.promoted', 'session.created', 'toString', '', 7]) {
      expect(isCommand({ type })).toBe(false);
    }
    for (const value of [null, [], 'session.open', 1, undefined]) expect(isCommand(value)).toBe(false);
  });

  it('names things by ids', () => {
    const remove = (participantId: unknown) => isCommand({ type: 'participant.remove', participantId });
    expect(remove('Az09_-'.padEnd(40, 'x'))).toBe(true);
    for (const id of ['', 'a b', 'é', 'x'.repeat(41), 'a\n', '../x', 'g1/water', 1, null]) {
      expect(remove(id)).toBe(false);
    }
    const cast = (ref: unknown) => isCommand({ type: 'vote.cast', ref });
    expect(cast('g1/water/c1')).toBe(true);
    for (const ref of ['g1/water', 'g1/water/c1/x', 'g1//c1', '/water/c1', 'g1/water/c1\n'])
      expect(cast(ref)).toBe(false);
  });

  it('says who has arrived: oneself, or one person by id, and never where', () => {
    const arrive = (more: object) => isCommand({ type: 'participant.arrive', ...more });
    expect([{}, { participantId: 'p1' }].map(arrive)).toEqual([true, true]);
    expect([{ participantId: null }, { participantId: 'a b' }, { groupId: 'g1' }].map(arrive)).toEqual(
      Array(3).fill(false),
    );
  });

  it('dissolves one group, into one other or wherever there is room', () => {
    const dissolve = (more: object) => isCommand({ type: 'group.dissolve', ...more });
    expect([{ groupId: 'g1' }, { groupId: 'g1', into: 'g2' }].map(dissolve)).toEqual([true, true]);
    expect([{}, { groupId: 'g1', into: null }, { groupId: 'g1', into: ['g2'] }].map(dissolve)).toEqual(
      Array(3).fill(false),
    );
  });

  it('gives the floor to one or to nobody, says whose it was, and what a dropout frees', () => {
    const give = (more: object) => isCommand({ type: 'turn.give', ...more });
    expect(
      [
        { to: 'lima', from: null },
        { to: null, from: 'lima' },
      ].map(give),
    ).toEqual([true, true]);
    expect([{ to: 'lima' }, { from: null }, { to: 'a b', from: null }, {}].map(give)).toEqual(
      Array(4).fill(false),
    );
    const change = (freed: unknown) =>
      isCommand({ type: 'turn.change', stepId: 's', turnId: 't', isIn: false, freed });
    expect(['questions', 'others', 'step', undefined].map(change)).toEqual(Array(4).fill(true));
    expect(['nothing', null, 3].map(change)).toEqual(Array(3).fill(false));
    expect(isCommand({ type: 'turn.extend', byMs: Infinity })).toBe(false);
    expect(isCommand({ type: 'spotlight.set', groupId: 'g1' })).toBe(false);
    expect([{}, { blockId: 'water' }].map((more) => isCommand({ type: 'spotlight.set', ...more }))).toEqual([
      true,
      true,
    ]);
    expect(isCommand({ type: 'turn.give', to: 'ana', from: null, groupId: 'g1' })).toBe(true);
    expect(isCommand({ type: 'participant.mute', participantId: 'p1' })).toBe(false);
    expect(isCommand({ type: 'message.read', messageId: 'm/1' })).toBe(false);
  });

  it('counts stays in Zoom of people with ids, each with an end after its beginning', () => {
    const stay = (from: string, to: string, more = {}) => ({ participantId: 'ana', from, to, ...more });
    const imports = (...stays: unknown[]) => isCommand({ type: 'attendance.import', stays });
    expect(imports()).toBe(true);
    expect(imports(stay('2027-03-01T12:00:00Z', '2027-03-01T12:00:01+00:00'))).toBe(true);
    expect(imports(stay('2027-03-01T12:00:00Z', '2027-03-01T12:00:00Z'))).toBe(false);
    expect(imports(stay('2027-03-01T12:00:00Z', '2027-03-01T13:00:00Z', { name: 'Ana' }))).toBe(false);
    expect(imports(stay('12:00', '13:00'))).toBe(false);
    expect(imports(...Array(2001).fill(stay('2027-03-01T12:00:00Z', '2027-03-01T13:00:00Z')))).toBe(false);
    expect(isCommand({ type: 'attendance.note', came: [], went: [] })).toBe(false);
  });

  it('answers in words that are there, and commits in one line until a day', () => {
    const answer = (text: unknown) => isCommand({ type: 'help.answer', helpId: 'h1', text });
    expect([{ es: 'Ya voy' }, { es: ' ' }, {}, 'Ya voy', { es: 'x'.repeat(501) }].map(answer)).toEqual([
      true,
      ...Array<boolean>(4).fill(false),
    ]);
    const commit = (more: object) =>
      isCommand({ type: 'poll.commit', text: 'I go', mayBeShown: true, ...more });
    expect([{}, { due: '2027-09-01' }, { text: null }].map(commit)).toEqual(Array(3).fill(true));
    expect(
      [
        { due: 'soon' },
        { due: '2027-02-30' },
        { text: '' },
        { text: 'x'.repeat(201) },
        { mayBeShown: 1 },
      ].map(commit),
    ).toEqual(Array(5).fill(false));
    expect(isCommand({ type: 'poll.answer', questionId: 'q1', choice: null })).toBe(false);
  });

  it('keeps numbers within bounds', () => {
    const vote = (budget: unknown) => isCommand({ type: 'vote.open', budget, isHidden: true });
    expect([1, 20].map(vote)).toEqual([true, true]);
    expect([0, 21, 1.5, -1, NaN, '3'].map(vote)).toEqual(Array(6).fill(false));
    const extend = (byMs: unknown) => isCommand({ type: 'step.extend', byMs });
    expect([-60_000, 0, 14_400_000].map(extend)).toEqual([true, true, true]);
    expect([14_400_001, Infinity, 0.5].map(extend)).toEqual(Array(3).fill(false));
    const place = (level: unknown) => isCommand({ type: 'maturity.place', blockId: 'water', level });
    expect([0, 1, 2, 3, 4, null].map(place)).toEqual(Array(6).fill(true));
    expect([-1, 5, 1.5, '1', undefined].map(place)).toEqual(Array(5).fill(false));
  });

  it('says when and where as the world does', () => {
    const at = (startsAt: unknown) => isCommand({ type: 'session.change', startsAt });
    expect(commandSchema.parse({ type: 'session.change', startsAt: '2027-03-01T09:00:00-05:00' })).toEqual({
      ...{ type: 'session.change', startsAt: '2027-03-01T14:00:00.000Z' },
    });
    expect(['2027-02-30T09:00:00Z', '2027-03-01', 'tomorrow', 1].map(at)).toEqual(Array(4).fill(false));
    const zones = (timeZones: unknown) => isCommand({ type: 'session.change', timeZones });
    expect(zones(['America/Bogota', 'UTC'])).toBe(true);
    expect([[], ['Bogota'], [''], 'UTC'].map(zones)).toEqual(Array(4).fill(false));
  });

  it('speaks languages as BCP 47 writes them', () => {
    const isLang = (value: string) => langSchema.safeParse(value).success;
    expect(['fr', 'es-419', 'zh-Hant-TW', 'quz'].map(isLang)).toEqual(Array(4).fill(true));
    expect(['', 'f', 'fr_FR', 'fr-', '__proto__', 'constructor'].map(isLang)).toEqual(Array(6).fill(false));
    const languages = (list: unknown) => isCommand({ type: 'session.change', languages: list });
    expect([['fr', 'es'], ['fr', 'fr'], []].map(languages)).toEqual([true, false, false]);
  });

  it('may give reasons and evidence in several lines, with any line ends', () => {
    const { evidence } = commandSchema.parse({
      ...{ type: 'maturity.place', blockId: 'water', level: 1, evidence: ' One\r\nTwo\rThree ' },
    }) as { evidence: string };
    expect(evidence).toBe('One\nTwo\nThree');
    const reason = (value: string) => isCommand({ type: 'help.call', reason: value });
    expect([reason(''), reason('x'.repeat(500)), reason('x'.repeat(501)), reason('\u0000')]).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
