/** [S31] The same place however it was typed: case, accents and spaces do not count. */
export function sameName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\p{P}]+/gu, '')
    .toLocaleLowerCase('und');
}
