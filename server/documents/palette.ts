/** The colours of documents: those of the pages (`client/app/tokens.css`), in light. */
export const INK = '1B2422';
export const INK_QUIET = '4C5855';
export const LINE = 'D9DDD6';
export const LINE_STRONG = 'B5BCB5';
export const WARN = '7A5200';

type Ground = { fill: string; ink: string };
const on = (fill: string, ink = 'FFFFFF'): Ground => ({ fill, ink });

const BLOCKS: Ground[] = [
  on('1E4FA0'),
  on('941258'),
  on('23490C'),
  on('A68709', '151C1A'),
  on('8A58E4'),
  on('AA5108'),
  on('36979E', '151C1A'),
  on('241D1A'),
];

/** A block's colour, with that of its number upon it. */
export const blockGround = (hue: number | null): Ground =>
  (hue === null ? undefined : BLOCKS[hue - 1]) ?? on(INK_QUIET);

const RAMPS = {
  maturity: [on('EFE7C4', INK), on('C3D29B', INK), on('6FB3A2', INK), on('2E7794'), on('26366B')],
  coverage: [on('F3F4F0', INK), on('DDE2DC', INK), on('B9C3BD', INK), on('83938D', INK), on('485853')],
};

/** A level, or a count, as a ground: always with its number upon it, never by colour alone. */
export const shadeGround = ({ ramp, step }: { ramp: keyof typeof RAMPS; step: number }): Ground =>
  RAMPS[ramp][Math.max(0, Math.min(4, Math.floor(step)))] ?? on('FFFFFF', INK);

/** Gaps, levers and actions as on the board. */
export const ZONES = {
  gap: { fill: 'FBE6E1', line: '9C4A3C' },
  lever: { fill: 'F8EABF', line: 'CBB05A' },
  action: { fill: 'FFFFFF', line: INK },
};

const tokens = (name: string, grounds: readonly Ground[], first = 0) =>
  grounds.flatMap(({ fill, ink }, index): [string, string][] => [
    [`${name}${index + first}`, fill],
    [`on-${name}${index + first}`, ink],
  ]);

/** The pages' tokens that figures are drawn with, as they are in light. */
export const LIGHT: ReadonlyMap<string, string> = new Map([
  ['ink', INK],
  ['ink-2', INK_QUIET],
  ['line', LINE],
  ['line-strong', LINE_STRONG],
  ['surface', 'FFFFFF'],
  ['sunken', 'E7E9E3'],
  ['zone', 'F8F9F6'],
  ['on-k', INK],
  ...tokens('b', BLOCKS, 1),
  ...tokens('m', RAMPS.maturity),
  ...tokens('k', RAMPS.coverage),
]);
