import type { ExportTexts } from '../en/export.ts';

/** A no-break space stands before the colon and inside « », a narrow one before ; ? and !. */
export const exportTexts = {
  locale: 'fr',

  territoryUnnamed: 'Territoire {{letter}}',
  territorySeveral: 'Plusieurs territoires',
  territoryNone: 'Sans territoire',

  synthesis: 'Synthèse',
  untitled: 'Session sans titre',
  date: 'Date : {{date}}',
  dateNotSet: 'Date : non fixée',
  isFinal: 'Version définitive : la session est close.',
  isProvisional:
    'Version provisoire : la session n’est pas close et ce qui suit peut encore changer. État nº {{seq}} de la session.',
  unreadable: 'Non repris, faute d’avoir pu être lu : {{group}}, {{block}} ({{code}}).',
  total: '{{label}} : {{number}}',
  totalPeople: 'Participants',
  totalOrganisations: 'Organisations',
  totalTerritories: 'Territoires',
  totalLanguages: 'Langues des cartes',
  totalCards: 'Cartes',
  totalVotes: 'Votes',
  totalThreads: 'Fils entre les cartes',
  totalActions: 'Actions',
  totalActionsWithOwner: 'Actions avec un porteur',

  howToRead: 'Comment lire ce document',
  howCards:
    'Les cartes gardent les mots de leurs auteurs. Quand une langue est indiquée, c’est celle de la carte ; « traduit de » signifie que le groupe a publié une traduction.',
  howVotes:
    'Les votes sont les points donnés par les personnes. Un vote secret encore ouvert n’est pas compté.',
  howTerritories:
    'Un territoire n’est nommé qu’avec l’accord de ses participants ; les autres portent une lettre. L’ordre est alphabétique : les territoires ne sont jamais classés.',
  howMaturity:
    'La maturité est le niveau où les participants situent leur propre territoire ; elle est donnée par son étendue, du plus bas au plus haut, avec n, le nombre de réponses. Les réponses « Je ne sais pas » sont comptées à part, jamais comme un niveau. « Provisoire » signifie qu’aucune preuve n’a été donnée.',
  levels: 'Niveaux : {{levels}}.',

  narrative: 'D’un bloc à l’autre',
  byBlock: 'Bloc par bloc',
  blockTitle: '{{number}}. {{title}}',
  noCards: 'Aucune carte.',
  arguments: 'Des manques aux actions',
  argumentGap: 'Manque : {{text}}',
  argumentLever: 'Levier : {{text}}',
  argumentAction: 'Action : {{text}}',
  openGaps: 'Manques sans levier ni action',
  mostChosen: 'Les plus choisies',
  votes: 'votes : {{number}}',
  inLanguage: 'langue : {{language}}',
  translatedFrom: 'traduit de : {{language}}',
  translationIsStale: 'l’original a changé depuis sa traduction',

  bySituation: 'Par situation',
  situationTerritories: 'Territoires : {{names}}',
  noTerritories: 'Aucun territoire n’a choisi cette situation.',

  actionPlan: 'Plan d’action',
  noActions: 'Aucune action.',
  statusProposed: 'Proposée',
  statusCommitted: 'Confirmée',
  statusStarted: 'Engagée',
  statusDone: 'Réalisée',
  ownerOpen: 'À désigner',
  dueOpen: 'Non fixée',

  maturity: 'Où en sont les territoires',
  noMaturity: 'Personne n’a encore situé de territoire.',
  spread: '{{min}} à {{max}}',
  none: '–',
  isProvisionalLevel: 'Provisoire : sans preuve',

  reports: 'Ce que les groupes ont restitué',
  noReports: 'Aucune fiche de restitution.',
  reportTitle: '{{group}}, {{block}}',
  reportAction: 'Action prioritaire : {{text}}',
  reportQuestion: 'Question ouverte : {{text}}',

  columnRef: 'Référence',
  columnBlock: 'Bloc',
  columnBlockNumber: 'Nº du bloc',
  columnGroup: 'Groupe',
  columnZone: 'Zone',
  columnText: 'Texte',
  columnLanguage: 'Langue',
  columnOriginal: 'Texte original',
  columnOriginalLanguage: 'Langue originale',
  columnTerritory: 'Territoire',
  columnTerritories: 'Territoires',
  columnVotes: 'Votes',
  columnAction: 'Action',
  columnOwner: 'Porteur',
  columnDue: 'Échéance',
  columnStatus: 'État',
  columnSpread: 'Étendue',
  columnMedian: 'Médiane',
  columnCount: 'n',
  columnUnknown: 'Je ne sais pas',
  columnEvidence: 'Preuves',
  columnGap: 'Manque',
  columnMin: 'Minimum',
  columnMax: 'Maximum',
  columnSituation: 'Situation',

  // Names of sheets, 31 letters at most
  sheetAbout: 'Présentation',
  sheetArguments: 'Des manques aux actions',
  sheetMaturity: 'Maturité',

  // Room sheets
  sheets: 'Feuilles de salle',
  sheetsNote: 'Un tableau et un déroulé par groupe, à imprimer avant la session.',
  sheetRoom: 'Salle {{name}}',
  sheetScript: 'Déroulé',
  sheetTime: 'Heure',
  sheetStep: 'Étape',
  sheetLength: 'Durée',
  sheetMinutes: '{{number}} min',
  sheetFacilitator: 'Animation',
  sheetRapporteur: 'Restitution',
  sheetInterpreter: 'Interprétation',
  sheetAction: 'Action prioritaire',
  sheetQuestion: 'Question ouverte',
  sheetWithout: 'Si le réseau tombe, écrivez ici et continuez ; ce qui est sur papier sera saisi ensuite.',

  // The public page
  publicNote:
    'Lisible par toute personne qui a ce lien. Il n’y figure aucune personne, ni aucun territoire qui n’ait accepté d’être nommé.',
  publicTerritories:
    'Un territoire n’est nommé qu’avec l’accord de ses participants ; les autres sont omis, de même que ce qu’ont écrit des groupes et des situations de moins de trois. Les territoires ne sont jamais classés.',
  publicOpening: 'Ouverture de la synthèse…',
  publicNoScript: 'Cette page a besoin de JavaScript pour lire la clé dans son adresse.',
  frozenOn: 'Figée le {{date}} : elle ne change plus.',

  // The archive's first page
  archiveLanguages: 'Langues',
  archiveFiles: 'Fichiers : {{language}}',
  archiveRecord: 'L’enregistrement complet',
  archiveRecordNote:
    'Le dossier « session » contient le scénario, le journal et les tableaux, à partir desquels Minga rouvre la session. S’y trouvent aussi les noms de territoires qui n’ont pas accepté d’être nommés, des cartes supprimées et des cartes que les groupes ont gardées pour eux. Ne le transmettez pas avec le rapport.',
  archiveNobody:
    'Les noms et les adresses électroniques des participants ne figurent pas dans cette archive, sauf si une carte nomme elle-même quelqu’un.',
} satisfies ExportTexts;
