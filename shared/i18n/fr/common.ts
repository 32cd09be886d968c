import type { CommonMessages } from '../en/common.ts';

export const messages: CommonMessages & Record<string, string> = {
  skip: 'Aller au contenu',
  language: 'Langue de cette page',
  loading: 'Chargement…',
  optional: '(facultatif)',
  close: 'Fermer',
  copy: 'Copier',
  'copy.what': 'Copier\u00a0: {{what}}',
  'copy.done': 'Copié',
  'copy.failed': 'Pas copié\u00a0: sélectionnez le texte et copiez-le à la main.',
  'version.waits':
    'Une nouvelle version de cette page est prête. Elle viendra d’elle-même quand tous ses onglets seront fermés.',
  'version.show': 'Recharger pour la nouvelle version',
  cannotLoad: 'La page n’a pas pu être chargée. Vérifiez la connexion et rechargez-la.',
  noNetwork:
    'Il n’y a pas de connexion avec le serveur. Ce que vous avez écrit est toujours là\u202f; réessayez.',
  'home.title': 'Le travail que l’on fait ensemble',
  'home.text':
    'Des ateliers à distance où chaque ville apporte son contexte, et d’où elle repart avec un plan d’action. En trois langues, sur téléphone comme sur grand écran.',
  'home.host': 'Vous animez des ateliers\u202f?',
  'home.create': 'Créer un atelier',
  'home.weave':
    'Ce tissage est une session\u00a0: huit fils pour huit blocs, un rang par territoire. L’étoffe apparaît là où un territoire a écrit.',
  'join.title': 'Rejoindre un atelier',
  'join.code': 'Code reçu par courriel ou dans Zoom',
  'join.codeHint': 'Huit lettres et chiffres. Espaces, tirets et minuscules ne comptent pas.',
  'join.language': 'Je lis et j’écris en',
  'join.name': 'Prénom et nom',
  'join.organisation': 'Organisation',
  'join.territory': 'Mon territoire',
  'join.territoryHint':
    'La ville ou la région dont vous parlez. Laissez vide si vous parlez pour plusieurs, ou pour aucune.',
  'join.privacy':
    'Pas de compte, pas de mot de passe. Votre nom n’apparaît que dans cet atelier et s’efface quand vous le quittez.',
  'join.action': 'Entrer dans l’atelier',
  'join.sending': 'Un instant…',
  'join.noTime': 'Heure à confirmer.',
  'join.today': 'Aujourd’hui',
  'join.when': '{{day}}, {{from}} à {{to}}, heure de {{zone}}.',
  'join.here_one': '{{count}} personne est déjà là.',
  'join.here_many': '{{count}} personnes sont déjà là.',
  'join.here_other': '{{count}} personnes sont déjà là.',
  'join.isClosed': 'Cette session est terminée\u202f; on ne peut plus y entrer.',
  'join.isFull': 'Toutes les places sont prises\u00a0: vous serez sur la liste d’attente.',
  'join.isDraft': 'Elle n’est pas encore ouverte\u202f; vous pouvez déjà prendre votre place.',
};
