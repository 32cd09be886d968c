import { describe, expect, it } from 'vitest';
import { ROLES } from '#shared/session/state.ts';
import { given } from './specification.ts';
import { after, ana, closed, link, minutes, mo, NOON, open, stateOf } from './workshop.ts';

const REF = 'g1/water/card1';
const LATER = after(NOON, minutes(60));
const hide = { type: 'synthesis.hide' as const, ref: REF, reason: 'Names a person' };
const show = { type: 'synthesis.show' as const, ref: REF };
const hidden = { type: 'synthesis.card-hidden' as const, ref: REF, reason: 'Names a person' };
const dated = { type: 'synthesis.dated' as const, until: LATER };
const card = { cardZone: 'gaps' };
const done = [...open, closed];
const frozen = { type: 'synthesis.frozen' as const, organisations: 3, digests: { en: 'abc' }, model: 2 };
const afterwards = { now: after(LATER, minutes(1)) };
const others = ROLES.filter((role) => role !== 'moderator' && role !== 'organizer');

describe('leaving a card out [S96]', () => {
  it('is decided by a moderator with a reason, while the session runs and after its end', () => {
    given(open).when(hide, mo, card).then([hidden]);
    given(done).when(hide, link('organizer'), card).then([hidden]);
    expect(stateOf([...done, hidden]).synthesis.hidden).toMatchObject([
      { ref: REF, reason: 'Names a person' },
    ]);
  });

  it('is for nobody else, and for cards that there are', () => {
    given(open).when(hide, ana, card).then('session/not-moderator');
    for (const role of others) given(done).when(hide, link(role), card).then('session/not-moderator');
    given(open).when(hide, mo, { cardZone: null }).then('synthesis/card-unknown');
  });

  it('can be given another reason, is taken back, and twice is once', () => {
    given([...done, hidden])
      .when(hide, mo, card)
      .then([]);
    const other = { ...hide, reason: 'Said twice' };
    given([...done, hidden])
      .when(other, mo, card)
      .then([{ ...hidden, reason: 'Said twice' }]);
    given([...done, hidden])
      .when(show, mo)
      .then([{ type: 'synthesis.card-shown', ref: REF }]);
    given(done).when(show, mo).then([]);
    expect(stateOf([...done, hidden, { ...hidden, reason: 'Again' }]).synthesis.hidden).toHaveLength(1);
    expect(stateOf([...done, hidden, { type: 'synthesis.card-shown', ref: REF }]).synthesis.hidden).toEqual(
      [],
    );
  });
});

describe('the date for corrections [S97]', () => {
  const correct = { type: 'synthesis.correct' as const, until: LATER };
  it('is an organizer’s to set, and lies ahead', () => {
    given(done).when(correct, link('organizer')).then([dated]);
    given(done).when(correct, mo).then('session/not-organizer');
    given(done).when(correct, ana).then('session/not-moderator');
    given(done)
      .when({ ...correct, until: NOON }, link('organizer'))
      .then('synthesis/date-past');
  });

  it('freezes the synthesis once it has passed, as the session was then, and not before the session is closed', () => {
    const freeze = (seq: number) => ({
      type: 'synthesis.freeze' as const,
      seq,
      organisations: 3,
      digests: { en: 'abc' },
      model: 2,
    });
    const due = stateOf([...done, dated]);
    given([...done, dated])
      .when(freeze(due.seq), link('organizer'), afterwards)
      .then([frozen]);
    given([...done, dated])
      .when(freeze(due.seq), link('organizer'))
      .then([]);
    given([...done, dated])
      .when(freeze(due.seq - 1), link('organizer'), afterwards)
      .then([]);
    given([...open, dated])
      .when(freeze(due.seq - 1), link('organizer'), afterwards)
      .then([]);
    given([...done, dated, frozen])
      .when(freeze(due.seq + 1), link('organizer'), afterwards)
      .then([]);
    expect(stateOf([...done, dated, frozen]).synthesis.frozen).toMatchObject({
      organisations: 3,
      state: due,
    });
  });

  it('set anew opens it again', () => {
    const anew = { ...correct, until: after(LATER, minutes(60)) };
    const { decision } = given([...done, dated, frozen]).when(anew, link('organizer'), afterwards);
    expect(decision).toEqual({ ok: true, events: [{ type: 'synthesis.dated', until: anew.until }] });
    expect(
      stateOf([...done, dated, frozen, { type: 'synthesis.dated', until: anew.until }]).synthesis.frozen,
    ).toBeNull();
  });
});

describe('a frozen synthesis [S98]', () => {
  const change = { type: 'territory.change' as const, territoryId: 't-quito', mayBeNamed: true };
  const merge = { type: 'territory.merge' as const, from: 't-quito', into: 't-dakar' };

  it('changes no more, from the minute the date has passed', () => {
    for (const past of [
      [...done, hidden, dated],
      [...done, hidden, dated, frozen],
    ])
      for (const command of [hide, show, change, merge])
        given(past)
          .when(command, mo, { ...card, ...afterwards })
          .then('synthesis/frozen');
  });

  it('lets people go all the same', () => {
    given([...done, dated, frozen])
      .when({ type: 'participant.remove', participantId: 'ana' }, mo, afterwards)
      .then([{ type: 'participant.removed', participantId: 'ana' }]);
    const state = stateOf([...done, dated, frozen, { type: 'participant.removed', participantId: 'ana' }]);
    expect(Object.keys(state.synthesis.frozen?.state.seats ?? {})).toContain('ana');
    expect(Object.keys(state.seats)).not.toContain('ana');
  });
});

describe('the link for everybody [S99]', () => {
  const publish = (isPublic: boolean) => ({ type: 'synthesis.publish' as const, isPublic });
  it('is made, made anew and withdrawn by a moderator', () => {
    const made = { type: 'synthesis.published' as const, isPublic: true };
    given(done).when(publish(true), mo).then([made]);
    given([...done, made])
      .when(publish(true), mo)
      .then([made]);
    given([...done, made])
      .when(publish(false), mo)
      .then([{ ...made, isPublic: false }]);
    given(done).when(publish(false), mo).then([]);
    given(done).when(publish(true), ana).then('session/not-moderator');
  });
});
