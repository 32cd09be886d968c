/** What simulated participants write: believable, in three languages, by zone of the first scenario. */
export type Trilingual = { fr: string; es: string; en: string };

const say = (fr: string, es: string, en: string): Trilingual => ({ fr, es, en });

export const CARD_TEXTS: Record<string, Trilingual[]> = {
  exists: [
    say(
      'Un guichet municipal oriente les associations, sans budget propre.',
      'Una ventanilla municipal orienta a las asociaciones, sin presupuesto propio.',
      'A municipal help desk guides associations, without a budget of its own.',
    ),
    say(
      'Une loi nationale reconnaît l’économie sociale depuis 2016.',
      'Una ley nacional reconoce la economía social desde 2016.',
      'A national law has recognised the social economy since 2016.',
    ),
    say(
      'Le marché paysan du samedi accueille vingt coopératives.',
      'El mercado campesino de los sábados recibe a veinte cooperativas.',
      'The Saturday farmers’ market hosts twenty cooperatives.',
    ),
    say(
      'Un plan de développement mentionne l’ESS, sans indicateur.',
      'Un plan de desarrollo menciona la ESS, sin indicadores.',
      'A development plan mentions the SSE, without indicators.',
    ),
  ],
  actors: [
    say(
      'Mutuelles de santé et plateforme des ONG',
      'Mutuales de salud y plataforma de ONG',
      'Health mutuals and the NGO platform',
    ),
    say(
      'Productrices du marché paysan',
      'Productoras del mercado campesino',
      'Women producers of the farmers’ market',
    ),
    say(
      'Université et centre de formation',
      'Universidad y centro de formación',
      'University and training centre',
    ),
    say(
      'Coopératives de crédit, finance éthique',
      'Cooperativas de crédito, finanzas éticas',
      'Credit unions, ethical finance',
    ),
  ],
  gaps: [
    say(
      'Pas de crédit pour les coopératives sans garantie hypothécaire.',
      'No hay crédito para cooperativas sin garantía hipotecaria.',
      'No credit for cooperatives without a mortgage as security.',
    ),
    say(
      'Les services d’appui sont concentrés dans la capitale.',
      'Los servicios de apoyo se concentran en la capital.',
      'Support services are concentrated in the capital.',
    ),
    say(
      'Personne ne forme les agents qui instruisent les dossiers.',
      'Nadie forma al personal que tramita los expedientes.',
      'Nobody trains the staff who process applications.',
    ),
    say(
      'Les groupes informels ne peuvent pas répondre aux appels d’offres.',
      'Los grupos informales no pueden presentarse a licitaciones.',
      'Informal groups cannot answer calls for tender.',
    ),
  ],
  levers: [
    say(
      'Locaux municipaux vacants, cédés en usage',
      'Locales municipales vacíos, cedidos en uso',
      'Vacant municipal premises, lent for use',
    ),
    say(
      'Clause sociale dans les marchés publics',
      'Cláusula social en la contratación pública',
      'Social clause in public procurement',
    ),
    say('Fonds de garantie régional', 'Fondo de garantía regional', 'Regional guarantee fund'),
    say(
      'Révision du plan municipal cette année',
      'Revisión del plan municipal este año',
      'Revision of the municipal plan this year',
    ),
  ],
  actions: [
    say(
      'Créer un fonds de garantie pour les coopératives sans hypothèque.',
      'Crear un fondo de garantía para cooperativas sin hipoteca.',
      'Set up a guarantee fund for cooperatives without a mortgage.',
    ),
    say(
      'Ouvrir une antenne mobile d’appui : un jour par commune.',
      'Abrir un servicio móvil de apoyo: un día por municipio.',
      'Open a mobile support service: one day per municipality.',
    ),
    say(
      'Recenser les locaux vacants et publier la liste chaque trimestre.',
      'Registrar los locales vacíos y publicar la lista cada trimestre.',
      'List vacant premises and publish the list every quarter.',
    ),
  ],
};

export const PEOPLE: { name: string; language: keyof Trilingual; territory: string; organisation: string }[] =
  [
    { name: 'Dulce', language: 'fr', territory: 'Praia', organisation: 'CITI-Habitat' },
    { name: 'Wilmer', language: 'es', territory: 'Tiquipaya', organisation: 'Gobierno municipal' },
    { name: 'Ama', language: 'en', territory: 'Accra', organisation: 'City assembly' },
    { name: 'Élise', language: 'fr', territory: 'Montréal', organisation: 'CESIM' },
    { name: 'Jordi', language: 'es', territory: 'Barcelona', organisation: 'Ajuntament' },
    { name: 'Marcela', language: 'es', territory: 'Córdoba', organisation: 'ADEC' },
    { name: 'Amel', language: 'fr', territory: 'Jendouba', organisation: 'Réseau ESS' },
    { name: 'Caterina', language: 'en', territory: 'Pistoia', organisation: 'ARCO' },
    { name: 'Mei-Ling', language: 'en', territory: 'Taoyuan', organisation: 'Social business centre' },
    { name: 'Fatou', language: 'fr', territory: 'Dakar', organisation: 'Mairie' },
    { name: 'Lucía', language: 'es', territory: 'Ciudad de México', organisation: 'Cooperativa' },
    { name: 'Thabo', language: 'en', territory: 'Durban', organisation: 'Municipality' },
  ];

export const COMMENTS: Trilingual[] = [
  say('Chez nous aussi.', 'Aquí también.', 'The same here.'),
  say('Avec quel budget ?', '¿Con qué presupuesto?', 'With what budget?'),
  say(
    'À relier au plan municipal.',
    'Hay que vincularlo con el plan municipal.',
    'To be linked to the municipal plan.',
  ),
];
