import type { LaterErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText } from '../error-text.ts';

export const laterErrors: Record<LaterErrorCode, ErrorText> = {
  'territory/name-taken': {
    title: 'Nom déjà pris',
    detail: 'Un autre territoire de cette session porte ce nom.',
    todo: 'Fusionnez les deux, ou choisissez un nom qui les distingue.',
  },
  'synthesis/frozen': {
    title: 'Synthèse figée',
    detail: 'Le délai des corrections est passé et la synthèse ne change plus.',
    todo: 'L’organisation peut fixer une nouvelle date, qui la rouvre.',
  },
  'synthesis/date-past': {
    title: 'Date déjà passée',
    detail: 'Les corrections ne peuvent rester ouvertes que jusqu’à un moment à venir.',
    todo: 'Choisissez une date ultérieure.',
  },
  'synthesis/card-unknown': {
    title: 'Carte introuvable ici',
    detail: 'Cette carte n’est plus sur aucun tableau.',
    todo: 'Relisez la synthèse.',
  },
  'synthesis/not-public': {
    title: 'Lien non valide',
    detail: 'Ce lien n’ouvre aucune synthèse, ou il a été retiré.',
    todo: 'Demandez-en un nouveau à qui vous l’a envoyé.',
  },
  'attendance/not-report': {
    title: 'Pas un rapport Zoom',
    detail: 'Ce fichier n’a pas de colonnes pour les noms, les heures d’arrivée et de départ.',
    todo: 'Dans Zoom, ouvrez Rapports, Utilisation, choisissez les participants de la réunion et exportez-les en CSV.',
  },
  'attendance/no-times': {
    title: 'Heures absentes',
    detail: 'Ce rapport cite chaque personne une fois, sans dire quand elle est arrivée et repartie.',
    todo: 'Exportez-le de nouveau depuis Zoom sans «\u00a0Afficher les utilisateurs uniques\u00a0».',
  },
  'attendance/no-rows': {
    title: 'Rapport vide',
    detail: 'Ce rapport a ses titres de colonnes, et aucune ligne lisible en dessous.',
    todo: 'Zoom le remplit quelques minutes après la réunion\u00a0: exportez-le de nouveau.',
  },
  'rehearsal/running': {
    title: 'Répétition en cours',
    detail: 'Cette session est déjà en répétition.',
    todo: 'Rejoignez la répétition en cours, ou terminez-la d’abord.',
  },
  'rehearsal/too-many': {
    title: 'Trop de répétitions',
    detail: 'Ce serveur tient trois répétitions à la fois, et il les a.',
    todo: 'Réessayez quand l’une sera terminée\u202f; aucune ne dure plus d’une heure.',
  },
  'archive/session-exists': {
    title: 'Session déjà présente',
    detail: 'Ce serveur a déjà la session de cette archive.',
    todo: 'Ouvrez-la ici, ou importez l’archive sur un autre serveur.',
  },
  'archive/damaged': {
    title: 'Archive endommagée',
    detail: '{{entry}} est illisible dans cette archive.',
    todo: 'Copiez de nouveau l’archive depuis l’endroit où elle était conservée.',
  },
  'archive/changed': {
    title: 'Archive modifiée depuis',
    detail: '{{entry}} n’est plus ce que l’archive contenait à l’origine.',
    todo: 'Utilisez l’archive telle qu’elle a été téléchargée.',
  },
  'archive/unsafe': {
    title: 'Archive non sûre',
    detail: '{{entry}} est un nom qu’aucune archive de Minga ne contient.',
    todo: 'Utilisez l’archive telle qu’elle a été téléchargée.',
  },
  'archive/repeated': {
    title: 'Entrée en double',
    detail: '{{entry}} figure plusieurs fois dans cette archive.',
    todo: 'Utilisez l’archive telle qu’elle a été téléchargée.',
  },
  'archive/missing': {
    title: 'Archive incomplète ici',
    detail: '{{entry}} manque dans cette archive.',
    todo: 'Copiez de nouveau l’archive depuis l’endroit où elle était conservée.',
  },
  'archive/too-large': {
    title: 'Archive trop volumineuse',
    detail: '{{entry}} est plus volumineux que l’archive ne l’indique, ou que Minga ne l’admet.',
    todo: 'Utilisez l’archive telle qu’elle a été téléchargée.',
  },
  'archive/too-new': {
    title: 'Archive trop récente',
    detail: '{{entry}} est au format {{version}}, que cette version ne connaît pas.',
    todo: 'Mettez ce serveur à jour et importez de nouveau l’archive.',
  },
  'archive/incomplete': {
    title: 'Tableau non inclus',
    detail: '{{entry}} était illisible quand cette archive a été faite.',
    todo: 'Réparez le tableau là où se trouve la session, puis téléchargez de nouveau l’archive.',
  },
};
