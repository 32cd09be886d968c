/** The answer of `GET /api/scenarios`, as far as the gallery shows it. */
export type ScenarioList = {
  scenarios: { id: string; title: Record<string, string>; blocks: number; minutes: number }[];
  broken: { file: string; line: number; path: string; message: string }[];
};
