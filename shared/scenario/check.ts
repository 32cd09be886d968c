import type { Scenario } from './schema.ts';

/** Something that does not hold between the parts of a scenario, with where it stands and a sentence that names the fix. */
export type Problem = { path: (string | number)[]; message: string };

/** Every text in every language, every id unique and resolved, minutes that add up. Empty when all is well. */
export function checkScenario(scenario: Scenario): Problem[] {
  return [
    ...checkLanguages(scenario),
    ...checkTexts(scenario, scenario.languages, []),
    ...checkUnique(scenario),
    ...checkReferences(scenario),
    ...checkSteps(scenario),
    ...checkLevels(scenario),
  ];
}

function checkLanguages({ languages, defaultLanguage }: Scenario): Problem[] {
  const problems: Problem[] = [];
  if (new Set(languages).size !== languages.length) {
    problems.push({ path: ['languages'], message: 'A language stands here twice; keep it once.' });
  }
  if (!languages.includes(defaultLanguage)) {
    const message = `“${defaultLanguage}” is not among the languages ${languages.join(', ')}; name one of them.`;
    problems.push({ path: ['defaultLanguage'], message });
  }
  return problems;
}

/** A map all of whose keys are languages is a text; `editions` are maps by language too, of something else. */
function checkTexts(value: unknown, languages: string[], path: (string | number)[]): Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => checkTexts(item, languages, [...path, at]));
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const isText =
    entries.length > 0 &&
    entries.every(([key, field]) => typeof field === 'string' && /^[a-z]{2,3}(-|$)/.test(key)) &&
    entries.some(([key]) => languages.includes(key));
  if (!isText) return entries.flatMap(([key, field]) => checkTexts(field, languages, [...path, key]));
  const missing = languages.filter((language) => !(language in value));
  const unknown = Object.keys(value).filter((key) => !languages.includes(key));
  return [
    ...missing.map((language) => ({
      path,
      message: `The text in “${language}” is missing; add a line ${language}: …`,
    })),
    ...unknown.map((key) => ({
      path: [...path, key],
      message: `“${key}” is not among the scenario’s languages ${languages.join(', ')}; add it there or remove this line.`,
    })),
  ];
}

type Listed = { id: string };

function listsOf(scenario: Scenario): [string, Listed[]][] {
  return [
    ['blocks', scenario.blocks],
    ['zones', scenario.zones],
    ['situations', scenario.situations],
    ['steps', scenario.steps],
    ['cases', scenario.cases],
    ['glossary', scenario.glossary],
    ['sources', scenario.sources],
    ['organisations', scenario.organisations],
    ['notices', scenario.notices],
  ];
}

function checkUnique(scenario: Scenario): Problem[] {
  const twice = (list: Listed[], path: (string | number)[]): Problem[] =>
    list.flatMap(({ id }, at) =>
      list.findIndex((other) => other.id === id) < at
        ? [
            {
              path: [...path, at, 'id'],
              message: `The id “${id}” is already used above; give this one another.`,
            },
          ]
        : [],
    );
  const numbers = scenario.blocks.flatMap(({ number }, at) =>
    scenario.blocks.findIndex((other) => other.number === number) < at
      ? [
          {
            path: ['blocks', at, 'number'],
            message: `Block number ${number} is already used above; number them 1, 2, 3 …`,
          },
        ]
      : [],
  );
  return [
    ...listsOf(scenario).flatMap(([name, list]) => twice(list, [name])),
    ...scenario.blocks.flatMap((block, at) => twice(block.questions, ['blocks', at, 'questions'])),
    ...twiceInPolls(scenario, twice),
    ...numbers,
  ];
}

/** An answer names its question alone, whichever step asks it. */
function twiceInPolls(
  { steps }: Scenario,
  twice: (list: Listed[], path: (string | number)[]) => Problem[],
): Problem[] {
  const asked = steps.flatMap(({ poll = [] }, at) => poll.map((question, q) => ({ question, at, q })));
  return asked.flatMap(({ question, at, q }, index) => {
    const path = ['steps', at, 'poll', q];
    const isTaken = asked.slice(0, index).some((other) => other.question.id === question.id);
    return [
      ...(isTaken
        ? [
            {
              path: [...path, 'id'],
              message: `The id “${question.id}” is already used above; give this one another.`,
            },
          ]
        : []),
      ...twice(question.options, [...path, 'options']),
    ];
  });
}

function checkReferences(scenario: Scenario): Problem[] {
  const known = Object.fromEntries(listsOf(scenario).map(([name, list]) => [name, list.map(({ id }) => id)]));
  const problems: Problem[] = [];
  const need = (list: string, id: string | null | undefined, path: (string | number)[]): void => {
    const ids = known[list] ?? [];
    if (id == null || ids.includes(id)) return;
    const near = ids.length <= 12 ? ` Known: ${ids.join(', ')}.` : '';
    problems.push({
      path,
      message: `There is no “${id}” among the ${list}; write an id that stands there.${near}`,
    });
  };
  const needAll = (list: string, ids: string[] | undefined, path: (string | number)[]): void =>
    ids?.forEach((id, at) => need(list, id, [...path, at]));

  needAll('organisations', scenario.programme.organisers, ['programme', 'organisers']);
  needAll('organisations', scenario.programme.moderators, ['programme', 'moderators']);
  scenario.blocks.forEach((block, b) =>
    block.questions.forEach(({ zone }, q) => need('zones', zone, ['blocks', b, 'questions', q, 'zone'])),
  );
  scenario.steps.forEach((step, at) => {
    needAll('zones', step.zones, ['steps', at, 'zones']);
    needAll('cases', step.caseIds, ['steps', at, 'caseIds']);
  });
  scenario.situations.forEach((one, at) =>
    needAll('blocks', one.firstBlocks, ['situations', at, 'firstBlocks']),
  );
  scenario.blockClusters?.forEach((one, at) =>
    needAll('blocks', one.blocks, ['blockClusters', at, 'blocks']),
  );
  scenario.guideline?.topics?.forEach((one, at) =>
    need('blocks', one.block, ['guideline', 'topics', at, 'block']),
  );
  needAll('sources', scenario.guideline?.sources, ['guideline', 'sources']);
  scenario.glossary.forEach((one, at) => needAll('sources', one.sources, ['glossary', at, 'sources']));
  scenario.notices.forEach((one, at) => needAll('sources', one.sources, ['notices', at, 'sources']));
  scenario.cases.forEach((one, at) => {
    needAll('blocks', one.blocks, ['cases', at, 'blocks']);
    one.facts.forEach(({ source }, f) => need('sources', source, ['cases', at, 'facts', f, 'source']));
  });
  return problems;
}

function checkSteps(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const sum = scenario.steps.reduce((total, step) => total + step.minutes, 0);
  if (Math.abs(sum - scenario.minutes) > 0.001) {
    const message = `The steps last ${sum} minutes together, not ${scenario.minutes}; change a step or this number.`;
    problems.push({ path: ['minutes'], message });
  }
  scenario.steps.forEach((step, at) => {
    if (step.votes && step.kind !== 'choose') {
      const message = `Only a “choose” step has votes, this is “${step.kind}”; remove the votes or change the kind.`;
      problems.push({ path: ['steps', at, 'votes'], message });
    }
    if ((step.poll || step.commitment) && step.kind !== 'poll' && step.kind !== 'closing') {
      const message = `Only a “poll” or “closing” step asks everybody, this is “${step.kind}”; move the questions or change the kind.`;
      problems.push({ path: ['steps', at, step.poll ? 'poll' : 'commitment'], message });
    }
    if (step.isPrivate && step.kind !== 'note') {
      const message = `Only a “note” step can be private, this is “${step.kind}”; remove the line or change the kind.`;
      problems.push({ path: ['steps', at, 'isPrivate'], message });
    }
  });
  return problems;
}

function checkLevels({ maturity }: Scenario): Problem[] {
  return maturity.levels.flatMap(({ level }, at) =>
    level === at
      ? []
      : [
          {
            path: ['maturity', 'levels', at, 'level'],
            message: `Levels stand in the order 0 to 4; this one is ${at}.`,
          },
        ],
  );
}
