/** The words of files that leave. English is the reference; numbers follow a colon, so that nothing needs a plural. */
export const exportTexts = {
  /** For dates, numbers and names of languages. */
  locale: 'en-GB',

  // What has no name of its own
  territoryUnnamed: 'Territory {{letter}}',
  territorySeveral: 'Several territories',
  territoryNone: 'No territory',

  // Head
  synthesis: 'Synthesis',
  room: 'Room {{name}}',
  untitled: 'Untitled session',
  date: 'Date: {{date}}',
  dateNotSet: 'Date: not set',
  isFinal: 'Final: the session is closed.',
  isProvisional:
    'Provisional: the session is not closed, and what follows may still change. State no. {{seq}} of the session.',
  unreadable: 'Not included, because it could not be read: {{group}}, {{block}} ({{code}}).',
  total: '{{label}}: {{number}}',
  totalPeople: 'Participants',
  totalAttended: 'Participants present',
  totalOrganisations: 'Organisations',
  totalTerritories: 'Territories',
  totalLanguages: 'Languages used on cards',
  totalCards: 'Cards',
  totalVotes: 'Votes',
  totalThreads: 'Threads between cards',
  totalActions: 'Actions',
  totalActionsWithOwner: 'Actions with an owner',

  // Cover and brief
  organisers: 'Organisers',
  dateLabel: 'Date',
  dateUnknown: 'Not set',
  event: 'Event',
  sessionCode: 'Session',
  thematicLine: 'Programme',
  guideline: 'Guideline',
  blockStrip: 'Cards by block: {{counts}}',
  blockCount: '{{block}} {{number}}',
  brief: 'The session on one page',
  briefOrganisers: 'Organised by {{names}}.',
  briefWritten: 'What the rooms wrote',
  briefFigures: 'What was counted',
  briefReports: 'For each block, the priority action and the open question of the room’s report sheet',
  briefAction: 'Priority action',
  briefQuestion: 'Open question',
  briefNoSheet: 'No report sheet.',
  briefMostChosen: 'Most chosen: {{text}}',
  briefNothing: 'Nothing written',
  briefNoAction: 'No action chosen',
  briefNoQuestion: 'No question written',
  briefMore: 'Further report sheets, in the last part of the document: {{number}}.',
  standing:
    'Where territories stand by starting situation: lowest to highest level, with n, the number of answers',
  standingOthers: 'Situation not stated',
  standingCell: '{{range}} (n {{number}})',
  contents: 'Contents',
  tableCaption: 'Table {{number}}. {{title}}',
  page: 'Page {{number}}',

  // How to read
  howToRead: 'How to read this document',
  howCards:
    'Cards are in the words of those who wrote them. Where a language is given, that is the language of the card; “translated from” means that the group has published a translation.',
  howVotes: 'Votes are the dots people gave. A secret vote that is still open is not counted.',
  howTerritories:
    'A territory is named only where its people agreed; the others carry a letter. The order is alphabetical: territories are never ranked.',
  howMaturity:
    'Maturity is where participants place their own territory, as a spread from lowest to highest, with n, the number of answers. Answers of “I don’t know” are counted apart and never as a level. “Provisional” means that no evidence was given.',
  leftOut: 'Cards that the organizers left out, each for a reason: {{number}}.',
  levels: 'Levels: {{levels}}.',

  // By block
  narrative: 'Across the blocks',
  byBlock: 'Block by block',
  blockTitle: '{{number}}. {{title}}',
  noCards: 'No cards.',
  cardGone: '[a card that is no longer there]',
  seeCard: 'See {{number}}',
  noLever: 'No lever yet',
  noAction: 'No action yet',
  unlinked: '{{zone}}, not linked to a gap',
  arguments: 'From gaps to actions',
  argumentGap: 'Gap: {{text}}',
  argumentLever: 'Lever: {{text}}',
  argumentAction: 'Action: {{text}}',
  openGaps: 'Gaps without a lever or an action',
  mostChosen: 'Most chosen',
  votes: 'votes:\u00a0{{number}}',
  inLanguage: 'language: {{language}}',
  translatedFrom: 'translated from: {{language}}',
  translationIsStale: 'the original has changed since it was translated',

  // By situation
  bySituation: 'By situation',
  situationTerritories: 'Territories: {{names}}',
  situationCards: 'Cards: {{numbers}}.',
  noSituationCards: 'No card is about these territories.',
  noTerritories: 'No territory chose: {{titles}}',

  // Action plan
  actionPlan: 'Action plan',
  actionPlanCaption: 'Actions by block, with territories, owner, due date, votes and status',
  noActions: 'No actions.',
  statusProposed: 'Proposed',
  statusCommitted: 'Committed',
  statusStarted: 'Started',
  statusDone: 'Done',
  ownerOpen: 'To be named',
  dueOpen: 'Not set',

  // Maturity
  maturity: 'Where the territories stand',
  noMaturity: 'Nobody has placed a territory yet.',
  spread: '{{min}} to {{max}}',
  none: '–',
  isProvisionalLevel: 'Provisional: no evidence',

  maturityByTerritory: 'Median level of each territory on each block, with n, the number of answers',
  maturityEvidence: 'Levels with the evidence that was given',

  // Figures
  figureCaption: 'Figure {{number}}. {{title}}',
  figureTable: 'The numbers are in the table that follows.',
  figureAsTable: 'As a table',
  figurePart: '({{part}} of {{parts}})',
  figureSpread: 'Placements at each level, by block',
  spreadOnPaper:
    'Placements at each level, 0 to 4, by block; in brackets how many of them are provisional, without evidence',
  figureStanding:
    'Levels chosen by starting situation and block, from the lowest to the highest, with n, the number of answers',
  figureThreads: 'From gaps to actions, by block',
  threadsToAction: 'Leads to an action',
  threadsToLever: 'A lever, no action yet',
  threadsOpen: 'Neither lever nor action',
  withEvidence: 'With evidence',
  provisionalOf: 'provisional: {{number}}',

  // Coverage
  coverage: 'What the cards cover',
  coverageNote:
    'A card counts for every territory it is about. Where a number is low, the synthesis says little: it is no judgement on the territory.',
  coverageTable: 'Cards by territory and block',
  coverageNone: 'No territory given',

  // Groups
  reports: 'What the groups reported',
  noReports: 'No report sheets.',
  reportTitle: '{{group}} · {{block}}',
  reportAction: 'Priority action: {{text}}',
  reportQuestion: 'Open question: {{text}}',

  // Headings of columns
  rehearsal: 'Rehearsal: {{title}}',
  toSort: 'To sort',
  columnPerson: 'Name',
  columnRole: 'Role',
  columnStepNumber: 'Step no.',
  columnStep: 'Step',
  columnFrom: 'From ({{zone}})',
  columnTo: 'Until ({{zone}})',
  columnThere: 'Time there (h:mm:ss)',
  columnInMinga: 'of it in Minga',
  columnInZoom: 'of it in Zoom',
  betweenSteps: 'Between steps',
  roleParticipant: 'Participant',
  roleModerator: 'Moderator',
  roleOrganizer: 'Organizer',
  roleInterpreter: 'Interpreter',
  roleObserver: 'Observer',
  columnRef: 'Reference',
  columnCard: 'Card',
  columnBlock: 'Block',
  columnBlockNumber: 'Block no.',
  columnGroup: 'Group',
  columnZone: 'Zone',
  columnText: 'Text',
  columnLanguage: 'Language',
  columnOriginal: 'Original text',
  columnOriginalLanguage: 'Original language',
  columnTerritory: 'Territory',
  columnTerritories: 'Territories',
  columnVotes: 'Votes',
  columnAction: 'Action',
  columnOwner: 'Owner',
  columnCommitment: 'What I will do',
  commitments: 'Commitments',
  commitmentsNote:
    'What people said they would do themselves, shown with their agreement and without their names.',
  columnDue: 'Due',
  columnStatus: 'Status',
  columnSpread: 'Spread',
  columnMedian: 'Median',
  columnCount: 'n',
  columnUnknown: 'I don’t know',
  columnEvidence: 'Evidence',
  columnGap: 'Gap',
  columnMin: 'Lowest',
  columnMax: 'Highest',
  columnSituation: 'Situation',

  // Proposals, answers, participation
  similar: 'Perhaps the same',
  similarNote:
    'A proposal, found by comparing words alone; cards in different languages meet only in their published translations. Nobody has checked it, and no card was changed or left out for it.',
  similarCaption: 'Cards of one block and zone that may say the same',
  similarFirst: 'The first of them',
  columnProposal: 'Proposal no.',
  columnCards: 'Cards',
  polls: 'What everybody was asked',
  pollsNote: 'Each gave one answer to each question, by themselves.',
  columnQuestion: 'Question',
  columnAnswer: 'Answer',
  columnAnswers: 'Answers',
  participation: 'Who took part',
  participationNote:
    'People with a seat in the session; where it was noted, how many of them were there. Languages and territories are those of participants.',
  participationRoles: 'People by role',
  participationLanguages: 'Participants by language',
  participationTerritories: 'Participants by territory',
  participationElsewhere: 'Several, none or not stated',
  columnBy: 'Counted by',
  columnWhich: 'Which',
  columnPeople: 'People',
  columnPresent: 'Present',

  // Names of sheets, 31 letters at most
  sheetAbout: 'About',
  sheetArguments: 'Gaps to actions',
  sheetMaturity: 'Maturity',

  // Room sheets
  sheets: 'Room sheets',
  sheetsNote: 'One canvas and one script for each group, to print before the session.',
  sheetRoom: 'Room {{name}}',
  sheetScript: 'Script',
  sheetTime: 'Time',
  sheetStep: 'Step',
  sheetLength: 'Length',
  sheetMinutes: '{{number}} min',
  sheetFacilitator: 'Facilitator',
  sheetRapporteur: 'Rapporteur',
  sheetInterpreter: 'Interpreter',
  sheetAction: 'Priority action',
  sheetQuestion: 'Open question',
  sheetWithout: 'If the network fails, write here and go on; what is on paper is typed in afterwards.',

  // The public page
  publicNote:
    'Read by everybody who has this link. No person is in it, and no territory that did not agree to be named.',
  publicTerritories:
    'A territory is named only where its people agreed; the others are left out, and so is what groups and situations of fewer than three wrote. Territories are never ranked.',
  publicOpening: 'Opening the synthesis …',
  publicNoScript: 'This page needs JavaScript to take the key from its address.',
  frozenOn: 'Frozen on {{date}}: it changes no more.',

  // The archive's first page
  archiveLanguages: 'Languages',
  archiveFiles: 'Files in {{language}}',
  archiveRecord: 'As it was recorded',
  archiveRecordNote:
    'The folder “session” holds the scenario, the log and the canvases, from which Minga opens the session again. In it are also names of territories that did not agree to be named, deleted cards, and cards that groups kept to themselves. Do not pass it on with the report.',
  archiveNobody:
    'Names and e-mail addresses of participants are not in this archive, except where a card itself names somebody.',
};

export type ExportTexts = { [Key in keyof typeof exportTexts]: string };
