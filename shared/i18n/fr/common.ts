import type { CommonMessages } from '../en/common.ts';

export const messages: CommonMessages = {
  skip: 'Aller au contenu',
  language: 'Langue de cette page',
  loading: 'Chargement…',
  optional: '(facultatif)',
  cannotLoad: 'La page n’a pas pu être chargée. Vérifiez la connexion et rechargez-la.',
  noNetwork: 'Pas de connexion au serveur. Votre saisie est toujours là\u202f; veuillez réessayer.',
  'join.title': 'Rejoindre un atelier',
  'join.code': 'Code',
  'join.codeHint': 'Huit lettres et chiffres, dans l’invitation ou sur l’écran partagé.',
  'join.name': 'Votre nom',
  'join.nameHint': 'Un prénom ou un pseudonyme suffit.',
  'join.territory': 'Votre territoire',
  'join.territoryHint':
    'La ville ou la région pour laquelle vous parlez. Laissez vide si vous parlez pour plusieurs ou aucune.',
  'join.organisation': 'Votre organisation',
  'join.privacy':
    'Minga conserve votre nom, ce que vous écrivez et à quel moment, sur ce serveur uniquement. Votre nom est effacé quand vous quittez la session ou en êtes retiré\u202f; ce que vous avez écrit reste à votre groupe.',
  'join.action': 'Rejoindre',
  'join.sending': 'Entrée en cours…',
};
