/** Zones side by side: two columns in turn, and the last zone, where the others lead to, in a column of its own. */
export function columnsOf<Z>(zones: readonly Z[]): Z[][] {
  if (zones.length < 3) return zones.map((zone) => [zone]);
  const rest = zones.slice(0, -1);
  return [
    rest.filter((_, index) => index % 2 === 0),
    rest.filter((_, index) => index % 2 === 1),
    zones.slice(-1),
  ];
}

/** How a zone and its cards are drawn: the shape tells before the tint does. Decided by the zone's icon. */
export type ZoneLook = 'exists' | 'actors' | 'gaps' | 'levers' | 'actions';
const LOOKS: Record<string, ZoneLook> = {
  'circle-check': 'exists',
  users: 'actors',
  'circle-dashed': 'gaps',
  'key-round': 'levers',
  flag: 'actions',
};
export const lookOf = (icon: string): ZoneLook => LOOKS[icon] ?? 'exists';
