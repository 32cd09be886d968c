import { z } from 'zod';
import { LIMITS } from '../protocol/limits.ts';
import { ROLES } from './state.ts';

/**
 * What can be asked of a session, as it arrives from outside: the shape alone. Whether it may happen is `decide`'s.
 * Unknown keys are refused, so that a misspelt field is not silently without effect.
 */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/);
export const refSchema = z.string().regex(/^[A-Za-z0-9_-]{1,40}(\/[A-Za-z0-9_-]{1,40}){2}$/);
export const langSchema = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/);
export const instantSchema = z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString());

/** Controls, formats, halves of pairs and blank "letters"; joiners stay, Persian and many emoji are spelt with them. */
const INVISIBLE = /(?![\u200c\u200d])\p{C}|[\u115f\u1160\u2800\u3164\uffa0]/u;

/** One line people see: trimmed, without control characters, never only spaces. */
export const lineSchema = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((value) => value.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .refine((value) => value.length > 0, { error: 'empty' })
    .refine((value) => value.length <= max, { error: 'too-long' })
    // Invisible and direction-changing characters could make one name look like another.
    .refine((value) => !INVISIBLE.test(value), { error: 'control-characters' })
    .refine((value) => /[\p{L}\p{N}]/u.test(value), { error: 'no-letters' });

const proseSchema = (max: number) =>
  z
    .string()
    .max(max)
    .transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .refine((value) => !/[^\P{Cc}\n\t]/u.test(value), { error: 'control-characters' });

export const textSchema = (max: number) =>
  z
    .record(langSchema, lineSchema(max))
    .refine((text) => Object.keys(text).length > 0 && Object.keys(text).length <= 20, { error: 'empty' });

export const timeZoneSchema = z.string().refine(isTimeZone, { error: 'time-zone' });
const timeZonesSchema = z.array(timeZoneSchema).min(1).max(12);
const languagesSchema = z
  .array(langSchema)
  .min(1)
  .max(12)
  .refine((list) => new Set(list).size === list.length, { error: 'repeated' });
const capacitySchema = z.int().min(1).max(LIMITS.capacity);

/** What `POST /api/sessions` and `session.change` share. */
export const sessionSettings = {
  title: textSchema(200),
  startsAt: instantSchema,
  timeZones: timeZonesSchema,
  languages: languagesSchema,
  capacity: capacitySchema,
};
export const groupSettings = { name: lineSchema(80), blocks: z.array(idSchema).min(1).max(40) };
/** What `POST /api/join` and `participant.change` share. */
export const personSettings = { name: lineSchema(100), language: langSchema, territory: lineSchema(80) };

/** Answers to the scenario's profile, by field: a line, or the options chosen. Given again, a field is replaced. */
const profileSchema = z
  .record(idSchema, z.union([lineSchema(200), z.array(idSchema).max(20)]))
  .refine((profile) => Object.keys(profile).length <= 40, { error: 'too-big' });

const command = <T extends string, S extends z.core.$ZodLooseShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), id: idSchema.optional(), ...shape });

const lockShape = {
  groupId: idSchema.optional(),
  blockId: idSchema.optional(),
  zone: idSchema.optional(),
};
const byMsSchema = z.int().min(-LIMITS.stepMs).max(LIMITS.stepMs);
const messageTargetSchema = z.union([
  z.enum(['all', 'moderators']),
  z.strictObject({ groupId: idSchema }),
  z.strictObject({ participantId: idSchema }),
]);

export const commandSchema = z.discriminatedUnion('type', [
  command('session.open', {}),
  command('session.close', {}),
  command('session.change', z.object(sessionSettings).partial().shape),

  command('group.create', groupSettings),
  command('group.change', {
    groupId: idSchema,
    name: groupSettings.name.optional(),
    blocks: groupSettings.blocks.optional(),
    language: langSchema.optional(),
    facilitators: z.array(idSchema).max(10).optional(),
    rapporteur: idSchema.nullable().optional(),
  }),
  command('group.ready', { groupId: idSchema, isReady: z.boolean() }),
  command('group.discuss', {
    groupId: idSchema,
    blockId: idSchema,
    questionId: idSchema,
    isDiscussed: z.boolean(),
  }),
  command('group.dissolve', { groupId: idSchema, into: idSchema.optional() }),

  command('participant.assign', { participantId: idSchema, groupId: idSchema.nullable() }),
  command('participant.arrive', { participantId: idSchema.optional(), isThere: z.boolean().optional() }),
  command('participant.change', {
    participantId: idSchema.optional(),
    name: personSettings.name.optional(),
    language: personSettings.language.optional(),
    territory: personSettings.territory.optional(),
    preferredBlocks: z
      .array(idSchema)
      .max(40)
      .refine((list) => new Set(list).size === list.length, { error: 'repeated' })
      .optional(),
  }),
  command('participant.role', { participantId: idSchema, role: z.enum(ROLES) }),
  command('participant.mute', { participantId: idSchema, isMuted: z.boolean() }),
  command('participant.remove', { participantId: idSchema }),
  command('participant.merge', { from: idSchema, into: idSchema }),
  command('participant.leave', {}),

  command('territory.change', {
    territoryId: idSchema,
    name: lineSchema(80).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    situation: idSchema.optional(),
    mayBeNamed: z.boolean().optional(),
    profile: profileSchema.optional(),
  }),
  command('territory.merge', { from: idSchema, into: idSchema }),

  command('step.start', { stepId: idSchema.optional() }),
  command('step.next', { from: idSchema }),
  command('step.previous', { from: idSchema }),
  command('step.pause', {}),
  command('step.resume', {}),
  command('step.reorder', { stepId: idSchema, before: idSchema.nullable() }),
  command('step.extend', { byMs: byMsSchema, groupId: idSchema.optional() }),

  command('turn.give', { to: idSchema.nullable(), from: idSchema.nullable(), groupId: idSchema.optional() }),
  command('turn.extend', { byMs: byMsSchema, groupId: idSchema.optional() }),
  command('turn.change', {
    stepId: idSchema,
    turnId: idSchema,
    isIn: z.boolean(),
    freed: z.enum(['questions', 'others', 'step']).optional(),
  }),
  command('turn.reorder', { stepId: idSchema, turnId: idSchema, before: idSchema.nullable() }),

  command('spotlight.set', { groupId: idSchema.optional(), blockId: idSchema.optional() }).refine(
    ({ groupId, blockId }) => groupId === undefined || blockId !== undefined,
    { error: 'a canvas has a block' },
  ),
  command('spotlight.clear', {}),

  command('lock.set', lockShape),
  command('lock.clear', lockShape),

  command('vote.open', {
    blockId: idSchema.optional(),
    refs: z.array(refSchema).min(1).max(500).optional(),
    budget: z.int().min(1).max(20),
    isHidden: z.boolean(),
  }),
  command('vote.close', {}),
  command('vote.hide', {}),
  command('vote.show', {}),
  command('vote.cast', { ref: refSchema }),
  command('vote.withdraw', { ref: refSchema }),

  command('maturity.place', {
    blockId: idSchema,
    level: z.literal([0, 1, 2, 3, 4]).nullable(),
    evidence: proseSchema(500).optional(),
  }),

  command('poll.answer', { questionId: idSchema, choice: idSchema }),
  command('poll.commit', {
    text: lineSchema(200).nullable(),
    due: z.iso.date().optional(),
    mayBeShown: z.boolean(),
  }),
  command('poll.show', { stepId: idSchema }),
  command('poll.hide', { stepId: idSchema }),

  command('help.call', { reason: proseSchema(500).optional() }),
  command('help.take', { helpId: idSchema }),
  command('help.answer', { helpId: idSchema, text: textSchema(500) }),
  command('help.close', { helpId: idSchema }),

  command('synthesis.correct', { until: instantSchema }),
  command('synthesis.hide', { ref: refSchema, reason: lineSchema(200) }),
  command('synthesis.show', { ref: refSchema }),

  command('attendance.import', {
    stays: z
      .array(
        z
          .strictObject({ participantId: idSchema, from: instantSchema, to: instantSchema })
          .refine(({ from, to }) => from < to, { error: 'bad-form' }),
      )
      .max(LIMITS.stays),
  }),

  command('message.send', { to: messageTargetSchema, text: textSchema(1000) }),
  command('message.read', { messageId: idSchema }),
]);

/** A command as it arrives: `id` makes a repeated sending harmless. */
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
