import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Storage, StorageConflict, StorageUnavailable } from '#server/storage/storage.ts';
import { append, draw, event, key, seat, session, update } from './records.ts';
import { storageModel } from './storage-model.ts';

/** Opens the storage at a place; the same place again holds the same data, another place is empty. */
export type Open = (place: string) => Promise<Storage>;

/** What every engine promises. */
export function storageContract(name: string, open: Open): void {
  describe(`${name} keeps the contract of storage`, () => {
    let place = '';
    let storage: Storage;

    beforeEach(async () => {
      place = crypto.randomUUID();
      storage = await open(place);
    });
    afterEach(() => storage.close());

    async function reopen(): Promise<void> {
      await storage.close();
      storage = await open(place);
    }

    describe('sessions', () => {
      it('are found by id and by join code', async () => {
        await storage.write({ type: 'session.created', session: session('s1', 'ABCD2345') });
        expect(await storage.session('s1')).toEqual(session('s1', 'ABCD2345'));
        expect(await storage.sessionByCode('ABCD2345')).toEqual(session('s1', 'ABCD2345'));
      });

      it('are null where nobody made one', async () => {
        expect(await storage.session('s1')).toBeNull();
        expect(await storage.sessionByCode('ABCD2345')).toBeNull();
      });

      it.each([
        ['join code', session('s2', 'ABCD2345')],
        ['id', session('s1', 'WXYZ6789')],
      ])('are refused when the %s is taken, and the first stays', async (_, second) => {
        const first = session('s1', 'ABCD2345');
        await storage.write({ type: 'session.created', session: first });
        const refused = storage.write({ type: 'session.created', session: second }, append(second.id, 0));
        await expect(refused).rejects.toBeInstanceOf(StorageConflict);
        expect(await storage.session('s1')).toEqual(first);
        expect(await storage.session('s2')).toBeNull();
        expect(await storage.events(second.id, 0)).toEqual([]);
      });
    });

    describe('the log', () => {
      it('gives events back in order, and only those after a number', async () => {
        await storage.write(append('s1', 0, 2));
        await storage.write(append('s1', 2, 3));
        expect(await storage.events('s1', 0)).toEqual([1, 2, 3, 4, 5].map((seq) => event(seq)));
        expect(await storage.events('s1', 3)).toEqual([event(4), event(5)]);
        expect(await storage.events('s1', 5)).toEqual([]);
        expect(await storage.events('s2', 0)).toEqual([]);
      });

      it('keeps every character of an event', async () => {
        const text = { fr: 'L’été\u2028"\\\u0000👩🏽‍🌾', es: '' };
        const { seq, at, by } = event(1);
        const to = { groupId: 'g1' };
        const events = [{ type: 'message.sent' as const, messageId: 'm', to, text, seq, at, by }];
        await storage.write({ type: 'events.appended', sessionId: 's1', after: 0, events });
        expect(await storage.events('s1', 0)).toEqual(events);
      });

      it.each([
        ['is behind', append('s1', 1)],
        ['is ahead', append('s1', 3)],
        ['leaves out a number', { ...append('s1', 2), events: [event(3), event(5)] }],
      ])('refuses a write that %s, with all that came in the same call', async (_, write) => {
        await storage.write(append('s1', 0, 2));
        const refused = storage.write({ type: 'seat.saved', seat: seat('s1', 'p1') }, append('s2', 0), write);
        await expect(refused).rejects.toBeInstanceOf(StorageConflict);
        expect(await storage.events('s1', 0)).toHaveLength(2);
        expect(await storage.events('s2', 0)).toEqual([]);
        expect(await storage.seats('s1')).toEqual([]);
      });

      it('lets one of many win the same number, whichever batch they travel in', async () => {
        const racers = Array.from({ length: 20 }, (_, racer) =>
          storage.write(append('s1', 0), { type: 'seat.saved', seat: seat('s1', `p${racer}`) }),
        );
        const results = await Promise.allSettled(racers);
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await storage.events('s1', 0)).toEqual([event(1)]);
        expect(await storage.seats('s1')).toHaveLength(1);
      });

      it('remembers what a command produced, for its author and session only', async () => {
        await storage.write(append('s1', 0, 1, 'c0'));
        await storage.write(append('s1', 1, 2, 'c1'));
        expect(await storage.eventsOfCommand('s1', 'p1', 'c1')).toEqual([event(2), event(3)]);
        expect(await storage.eventsOfCommand('s1', 'p2', 'c1')).toBeNull();
        expect(await storage.eventsOfCommand('s2', 'p1', 'c1')).toBeNull();
        expect(await storage.eventsOfCommand('s1', 'p1', 'c2')).toBeNull();
      });

      it('remembers nothing of a command that produced nothing', async () => {
        await storage.write(append('s1', 0, 0, 'c1'));
        expect(await storage.eventsOfCommand('s1', 'p1', 'c1')).toBeNull();
        await storage.write(append('s1', 0, 1));
      });
    });

    describe('people', () => {
      it('are saved and replaced, each in one session', async () => {
        const named = { ...seat('s1', 'p1', 'Ana'), email: 'ana@example.org', organisation: 'Ayni' };
        await storage.write(
          { type: 'seat.saved', seat: seat('s1', 'p1') },
          { type: 'seat.saved', seat: seat('s2', 'p1') },
        );
        await storage.write({ type: 'seat.saved', seat: named });
        expect(await storage.seats('s1')).toEqual([named]);
        expect(await storage.seats('s2')).toEqual([seat('s2', 'p1')]);
      });

      it('are erased with their keys while the log and everybody else stay', async () => {
        await storage.write(
          ...['p1', 'p2'].flatMap((id) => [
            { type: 'seat.saved' as const, seat: seat('s1', id) },
            { type: 'key.saved' as const, key: key('s1', `hash-${id}`, id) },
          ]),
          append('s1', 0),
        );
        await storage.write({ type: 'seat.erased', sessionId: 's1', seatId: 'p1' });
        expect(await storage.seats('s1')).toEqual([seat('s1', 'p2')]);
        expect(await storage.key('hash-p1')).toBeNull();
        expect(await storage.key('hash-p2')).toEqual(key('s1', 'hash-p2', 'p2'));
        expect(await storage.events('s1', 0)).toEqual([event(1)]);
      });

      it('lose all their keys of one session when these are withdrawn, and may get new ones', async () => {
        await storage.write(
          { type: 'key.saved', key: key('s1', 'phone', 'p1') },
          { type: 'key.saved', key: key('s1', 'laptop', 'p1') },
          { type: 'key.saved', key: key('s2', 'elsewhere', 'p1') },
          { type: 'key.saved', key: key('s1', 'role', null) },
        );
        await storage.write(
          { type: 'keys.withdrawn', sessionId: 's1', seatId: 'p1' },
          { type: 'key.saved', key: key('s1', 'new', 'p1') },
        );
        const keys = await Promise.all(
          ['phone', 'laptop', 'elsewhere', 'role', 'new'].map((hash) => storage.key(hash)),
        );
        expect(keys.map((found) => found?.hash ?? null)).toEqual([null, null, 'elsewhere', 'role', 'new']);
        expect(keys[3]).toEqual(key('s1', 'role', null));
      });
    });

    describe('canvases', () => {
      it('are empty before anybody writes', async () => {
        expect(await storage.canvas('s1/g1/b1')).toEqual({
          ok: true,
          checkpoints: [],
          updates: [],
          count: 0,
          owners: [],
          incarnation: 1,
        });
        expect(await storage.canvasIds('s1')).toEqual([]);
      });

      it('give back every update in order, with its author and time', async () => {
        const second = { bytes: new Uint8Array(), by: 'p2', at: 2 ** 41 };
        await storage.write(draw('s1/g1/b1', [update(1, 2), second]));
        await storage.write(draw('s1/g1/b1', [update(0, 255)]), draw('s1/g2/b1', [update(9)]));
        expect(await storage.canvas('s1/g1/b1')).toMatchObject({
          ok: true,
          updates: [update(1, 2), second, update(0, 255)],
          owners: [],
        });
      });

      it('are read from their checkpoints, and keep every update for their history', async () => {
        const canvas = 's1/g1/b1';
        await storage.write(draw(canvas, [update(1), update(2)]));
        const bytes = Uint8Array.of(1, 2);
        await storage.write(draw(canvas, [update(3)]), {
          type: 'canvas.checkpointed',
          canvasId: canvas,
          after: 3,
          bytes,
        });
        await storage.write(draw(canvas, [update(4)]));
        expect(await storage.canvas(canvas)).toMatchObject({
          checkpoints: [bytes],
          updates: [update(4)],
          count: 4,
        });
        expect(await storage.canvasUpdates(canvas, 3)).toEqual([update(1), update(2), update(3)]);
      });

      it('go on from a good part as another incarnation', async () => {
        const canvas = 's1/g1/b1';
        await storage.write(draw(canvas, [update(1), update(2)]));
        const checkpoint = { canvasId: canvas, after: 2, bytes: Uint8Array.of(9) };
        await storage.write({ type: 'canvas.checkpointed', ...checkpoint });
        await storage.write({ type: 'canvas.repaired', canvasId: canvas, goodUpdates: 1 });
        await storage.write(draw(canvas, [update(7)]));
        expect(await storage.canvas(canvas)).toMatchObject({
          checkpoints: [],
          updates: [update(1), update(7)],
          incarnation: 2,
        });
      });

      it('take the bytes as they are at the call, also from a part of a larger buffer', async () => {
        const whole = new Uint8Array([7, 1, 2, 7]);
        const part = { ...update(), bytes: whole.subarray(1, 3) };
        const writing = storage.write(draw('s1/g1/b1', [part]));
        whole.fill(0);
        await writing;
        expect(await storage.canvas('s1/g1/b1')).toMatchObject({ updates: [update(1, 2)] });
        expect(whole).toHaveLength(4);
      });

      it('hold an update of a megabyte', async () => {
        const bytes = new Uint8Array(1024 * 1024).map((_, index) => (index * 31) % 251);
        await storage.write(draw('s1/g1/b1', [{ ...update(), bytes }]));
        const canvas = await storage.canvas('s1/g1/b1');
        expect(canvas.ok && Buffer.compare(canvas.updates[0]?.bytes ?? bytes.subarray(1), bytes)).toBe(0);
      });

      it('belong for ever to the first owner', async () => {
        const first = { kind: 'client', key: '7', person: 'p1' } as const;
        const entry = { kind: 'entry', key: '7', person: 'p2' } as const;
        await storage.write(draw('s1/g1/b1', [update(1)], [first]));
        await storage.write(draw('s1/g1/b1', [update(2)], [{ ...first, person: 'p2' }, entry]));
        const canvas = await storage.canvas('s1/g1/b1');
        expect(canvas.ok && new Set(canvas.owners)).toEqual(new Set([first, entry]));
        expect(await storage.canvas('s1/g2/b1')).toMatchObject({ owners: [] });
      });

      it('are listed by session once somebody has written on them', async () => {
        await storage.write(
          draw('s1/g2/b1', [update(1)]),
          draw('s1/g1/b1', [update(1)]),
          draw('s1/g3/b1', []),
        );
        await storage.write({ ...draw('s2/g1/b1', [update(1)]), sessionId: 's2' } as ReturnType<typeof draw>);
        expect((await storage.canvasIds('s1')).toSorted()).toEqual(['s1/g1/b1', 's1/g2/b1']);
        expect(await storage.canvasIds('s2')).toEqual(['s2/g1/b1']);
      });
    });

    describe('batches', () => {
      it('spare the neighbours of a refused call', async () => {
        const results = await Promise.allSettled([
          storage.write(append('s1', 0)),
          storage.write(draw('s1/g1/b1', [update(1)]), append('s1', 7)),
          storage.write(append('s1', 1), draw('s1/g1/b1', [update(2)])),
        ]);
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await storage.events('s1', 0)).toEqual([event(1), event(2)]);
        expect(await storage.canvas('s1/g1/b1')).toMatchObject({ updates: [update(2)] });
      });

      it('take nothing at all as done', async () => {
        await storage.write();
      });
    });

    describe('the end', () => {
      it('waits for what is under way, and all of it is there next time', async () => {
        const writes = Array.from({ length: 50 }, (_, n) =>
          storage.write(append('s1', n), draw('s1/g1/b1', [update(n)])),
        );
        await reopen();
        await Promise.all(writes);
        expect(await storage.events('s1', 0)).toHaveLength(50);
        expect(await storage.canvas('s1/g1/b1')).toMatchObject({ ok: true, updates: { length: 50 } });
        await storage.write(append('s1', 50), draw('s1/g1/b1', [update(50)]));
        expect(await storage.canvas('s1/g1/b1')).toMatchObject({ ok: true, updates: { length: 51 } });
      });

      it('answers reads that were asked before it, refuses whatever comes after, and may be said twice', async () => {
        const reading = storage.events('s1', 0);
        await Promise.all([storage.close(), storage.close()]);
        expect(await reading).toEqual([]);
        await expect(storage.write(append('s1', 0))).rejects.toBeInstanceOf(StorageUnavailable);
        await expect(storage.session('s1')).rejects.toBeInstanceOf(StorageUnavailable);
      });
    });

    storageModel(() => storage, reopen);
  });
}
