import { stringify } from 'csv-stringify/sync';

/**
 * What Zoom imports to place people in breakout rooms beforehand, in its own words whatever the language. It counts only
 * for people signed in to Zoom under this address. Without a byte order mark, which would belong to the first heading.
 */
export function roomsCsv(people: readonly { groupName: string; email: string }[]): string {
  const known = new Set<string>();
  const rows = people.flatMap(({ groupName, email }) => {
    const address = email.trim();
    // One person, one room: the first counts.
    if (address === '' || known.has(address.toLowerCase())) return [];
    known.add(address.toLowerCase());
    return [[groupName.replace(/\s+/gu, ' ').trim(), address]];
  });
  return stringify([['Pre-assign Room Name', 'Email Address'], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
