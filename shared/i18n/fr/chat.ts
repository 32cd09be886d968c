import type { ChatMessages } from '../en/chat.ts';

export const messages: ChatMessages & Record<string, string> = {
  'chat.title': 'Le chat de Zoom en cartes',
  'chat.paste': 'Le chat de Zoom, copié ou enregistré',
  'chat.pasteHint': 'Collez-le ici\u00a0: vous choisissez ensuite quels messages deviennent des cartes.',
  'chat.target': 'Sur le tableau de',
  'chat.found_one': '{{count}} message trouvé',
  'chat.found_many': '{{count}} de messages trouvés',
  'chat.found_other': '{{count}} messages trouvés',
  'chat.none': 'N’en choisir aucun',
  'chat.private': 'N’était pas pour tout le monde',
  'chat.there': 'Est déjà sur ce tableau',
  'chat.tooLong': 'Trop long pour une carte',
  'chat.tooMany': 'On ajoute au plus 200 cartes à la fois\u00a0: retirez-en.',
  'chat.add_one': 'Ajouter {{count}} carte à classer',
  'chat.add_many': 'Ajouter {{count}} de cartes à classer',
  'chat.add_other': 'Ajouter {{count}} cartes à classer',
  'chat.added_one': '{{count}} carte a été ajoutée. Elle attend sous «\u00a0À classer\u00a0».',
  'chat.added_many': '{{count}} de cartes ont été ajoutées. Elles attendent sous «\u00a0À classer\u00a0».',
  'chat.added_other': '{{count}} cartes ont été ajoutées. Elles attendent sous «\u00a0À classer\u00a0».',
  'chat.seat':
    'Prenez d’abord une place à votre nom, avec le bouton de la barre du haut\u00a0: une carte a un auteur.',
};
