/** The name proposed for Zoom, by which somebody is recognised in their room and outside of it: "4 · Dulce · Praia". */
export const zoomName = (person: {
  name: string;
  /** Empty where there is none. */
  group: string;
  territory: string;
}): string =>
  [person.group, person.name.split(' ')[0], person.territory].filter((part) => part !== '').join(' · ');
