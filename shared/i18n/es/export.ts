import type { ExportTexts } from '../en/export.ts';

export const exportTexts = {
  locale: 'es',

  territoryUnnamed: 'Territorio {{letter}}',
  territorySeveral: 'Varios territorios',
  territoryNone: 'Sin territorio',

  synthesis: 'Síntesis',
  untitled: 'Sesión sin título',
  date: 'Fecha: {{date}}',
  dateNotSet: 'Fecha: sin definir',
  isFinal: 'Versión definitiva: la sesión está cerrada.',
  isProvisional:
    'Versión provisional: la sesión no está cerrada y lo que sigue todavía puede cambiar. Estado n.º {{seq}} de la sesión.',
  unreadable: 'No incluido, porque no se pudo leer: {{group}}, {{block}} ({{code}}).',
  total: '{{label}}: {{number}}',
  totalPeople: 'Participantes',
  totalOrganisations: 'Organizaciones',
  totalTerritories: 'Territorios',
  totalLanguages: 'Idiomas de las tarjetas',
  totalCards: 'Tarjetas',
  totalVotes: 'Votos',
  totalThreads: 'Hilos entre tarjetas',
  totalActions: 'Acciones',
  totalActionsWithOwner: 'Acciones con responsable',

  howToRead: 'Cómo leer este documento',
  howCards:
    'Las tarjetas conservan las palabras de quienes las escribieron. Cuando se indica un idioma, es el de la tarjeta; «traducido de» significa que el grupo publicó una traducción.',
  howVotes:
    'Los votos son los puntos que dieron las personas. Una votación secreta que sigue abierta no se cuenta.',
  howTerritories:
    'Un territorio se nombra solo si sus participantes están de acuerdo; los demás llevan una letra. El orden es alfabético: los territorios nunca se clasifican.',
  howMaturity:
    'La madurez es el nivel en que los participantes sitúan su propio territorio; se da como un rango, del más bajo al más alto, con n, el número de respuestas. Las respuestas «No sé» se cuentan aparte, nunca como un nivel. «Provisional» significa que no se dio ninguna evidencia.',
  levels: 'Niveles: {{levels}}.',

  narrative: 'Entre los bloques',
  byBlock: 'Bloque por bloque',
  blockTitle: '{{number}}. {{title}}',
  noCards: 'Ninguna tarjeta.',
  arguments: 'De lo que falta a las acciones',
  argumentGap: 'Falta: {{text}}',
  argumentLever: 'Palanca: {{text}}',
  argumentAction: 'Acción: {{text}}',
  openGaps: 'Lo que falta, sin palanca ni acción',
  mostChosen: 'Las más elegidas',
  votes: 'votos: {{number}}',
  inLanguage: 'idioma: {{language}}',
  translatedFrom: 'traducido de: {{language}}',
  translationIsStale: 'el original cambió después de la traducción',

  bySituation: 'Por situación',
  situationTerritories: 'Territorios: {{names}}',
  noTerritories: 'Ningún territorio eligió esta situación.',

  actionPlan: 'Plan de acción',
  noActions: 'Ninguna acción.',
  statusProposed: 'Propuesta',
  statusCommitted: 'Confirmada',
  statusStarted: 'Iniciada',
  statusDone: 'Realizada',
  ownerOpen: 'Por designar',
  dueOpen: 'Sin definir',

  maturity: 'En qué punto están los territorios',
  noMaturity: 'Nadie ha situado todavía un territorio.',
  spread: '{{min}} a {{max}}',
  none: '–',
  isProvisionalLevel: 'Provisional: sin evidencia',

  reports: 'Lo que informaron los grupos',
  noReports: 'Ninguna ficha de informe.',
  reportTitle: '{{group}}, {{block}}',
  reportAction: 'Acción prioritaria: {{text}}',
  reportQuestion: 'Pregunta abierta: {{text}}',

  columnRef: 'Referencia',
  columnBlock: 'Bloque',
  columnBlockNumber: 'N.º de bloque',
  columnGroup: 'Grupo',
  columnZone: 'Zona',
  columnText: 'Texto',
  columnLanguage: 'Idioma',
  columnOriginal: 'Texto original',
  columnOriginalLanguage: 'Idioma original',
  columnTerritory: 'Territorio',
  columnTerritories: 'Territorios',
  columnVotes: 'Votos',
  columnAction: 'Acción',
  columnOwner: 'Responsable',
  columnDue: 'Plazo',
  columnStatus: 'Estado',
  columnSpread: 'Rango',
  columnMedian: 'Mediana',
  columnCount: 'n',
  columnUnknown: 'No sé',
  columnEvidence: 'Evidencias',
  columnGap: 'Lo que falta',
  columnMin: 'Mínimo',
  columnMax: 'Máximo',
  columnSituation: 'Situación',

  // Names of sheets, 31 letters at most
  sheetAbout: 'Presentación',
  sheetArguments: 'De lo que falta a las acciones',
  sheetMaturity: 'Madurez',

  // Room sheets
  sheets: 'Hojas de sala',
  sheetsNote: 'Un tablero y un guion por grupo, para imprimir antes de la sesión.',
  sheetRoom: 'Sala {{name}}',
  sheetScript: 'Guion',
  sheetTime: 'Hora',
  sheetStep: 'Paso',
  sheetLength: 'Duración',
  sheetMinutes: '{{number}} min',
  sheetFacilitator: 'Facilitación',
  sheetRapporteur: 'Relatoría',
  sheetInterpreter: 'Interpretación',
  sheetAction: 'Acción prioritaria',
  sheetQuestion: 'Pregunta abierta',
  sheetWithout: 'Si falla la red, escriban aquí y sigan; lo que quede en papel se copia después.',

  // The public page
  publicNote:
    'La lee cualquiera que tenga este enlace. No figura ninguna persona, ni territorios que no aceptaran ser nombrados.',
  publicTerritories:
    'Un territorio se nombra solo si sus participantes están de acuerdo; los demás se omiten, igual que lo que escribieron grupos y situaciones de menos de tres. Los territorios nunca se clasifican.',
  publicOpening: 'Abriendo la síntesis…',
  publicNoScript: 'Esta página necesita JavaScript para leer la clave de su dirección.',
  frozenOn: 'Cerrada el {{date}}: ya no cambia.',

  // The archive's first page
  archiveLanguages: 'Idiomas',
  archiveFiles: 'Archivos: {{language}}',
  archiveRecord: 'El registro completo',
  archiveRecordNote:
    'La carpeta «session» contiene el escenario, el registro y los tableros, con los que Minga vuelve a abrir la sesión. También están los nombres de territorios que no aceptaron ser nombrados, tarjetas borradas y tarjetas que los grupos guardaron para sí. No la envíe con el informe.',
  archiveNobody:
    'Los nombres y correos electrónicos de los participantes no están en este archivo, salvo donde una tarjeta nombre a alguien.',
} satisfies ExportTexts;
