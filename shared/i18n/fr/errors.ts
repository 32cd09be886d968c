import type { SessionErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText, FieldReason } from '../error-text.ts';

export const errors: Record<SessionErrorCode, ErrorText> = {
  'request/invalid': {
    title: 'Demande incomprise',
    detail: 'Un élément de cette demande n’a pas la forme attendue.',
    todo: 'Vérifiez les champs indiqués et envoyez-la de nouveau.',
  },
  'request/unknown': {
    title: 'Rien à cette adresse',
    detail: 'Il n’y a rien à cette adresse.',
    todo: 'Vérifiez l’adresse ou recommencez depuis la page d’accueil.',
  },
  'request/too-large': {
    title: 'Envoi trop volumineux',
    detail: 'L’envoi dépasse ce que Minga accepte.',
    todo: 'Envoyez un texte plus court.',
  },
  'request/too-many': {
    title: 'Trop rapide',
    detail: 'Trop d’envois sont arrivés en peu de temps.',
    todo: 'Attendez {{seconds}} s et réessayez.',
  },
  'request/wrong-origin': {
    title: 'Autre site',
    detail: 'Cette demande vient d’une page d’un autre site.',
    todo: 'Ouvrez Minga à sa propre adresse.',
  },
  'key/missing': {
    title: 'Lien nécessaire',
    detail: 'Cette page demande le lien que vous avez reçu.',
    todo: 'Ouvrez de nouveau votre lien personnel ou entrez avec le code.',
  },
  'key/unknown': {
    title: 'Lien non valable',
    detail: 'Ce lien n’ouvre pas cette session ou a été retiré.',
    todo: 'Demandez un nouveau lien à la modération ou entrez avec le code.',
  },
  'key/not-owner': {
    title: 'Clé du serveur nécessaire',
    detail: 'Seule la clé du serveur permet de créer des sessions.',
    todo: 'Utilisez la clé que le serveur affiche au démarrage.',
  },
  'key/seat-needed': {
    title: 'Nom nécessaire',
    detail: 'Ce lien ne porte pas de nom et ne permet pas cette action.',
    todo: 'Indiquez d’abord votre nom.',
  },
  'scenario/unknown': {
    title: 'Scénario inconnu',
    detail: 'Aucun scénario ne porte ce nom.',
    todo: 'Choisissez-en un dans la liste.',
  },
  'session/unknown': {
    title: 'Session inconnue',
    detail: 'Il n’y a pas de session à cette adresse.',
    todo: 'Vérifiez le lien ou entrez avec le code.',
  },
  'session/not-moderator': {
    title: 'Réservé à la modération',
    detail: 'Seules la modération et l’organisation peuvent faire cela.',
    todo: 'Adressez-vous à la modération.',
  },
  'session/not-organizer': {
    title: 'Réservé à l’organisation',
    detail: 'Seule l’organisation peut faire cela.',
    todo: 'Adressez-vous à l’organisation.',
  },
  'session/not-open': {
    title: 'Session non ouverte',
    detail: 'La session n’est pas ouverte en ce moment.',
    todo: 'Attendez que la modération l’ouvre.',
  },
  'session/already-open': { title: 'Déjà ouverte', detail: 'La session est déjà ouverte.' },
  'session/closed': {
    title: 'Session close',
    detail: 'La session est close et peut seulement être lue.',
    kept: 'Tout ce qui a été écrit est conservé.',
  },
  'session/full': {
    title: 'Session complète',
    detail: 'Toutes les places et la liste d’attente sont prises.',
    todo: 'Demandez une place à l’organisation.',
  },
  'session/time-unconfirmed': {
    title: 'Heure à confirmer',
    detail: 'Le début de cette session n’est pas fixé.',
    todo: 'Une personne nommée fixe le début ; la session peut ensuite être ouverte.',
  },
  'session/step-moved': {
    title: 'L’étape a changé',
    detail: 'Une autre personne de la modération vient de changer l’étape ; rien n’a été fait.',
    todo: 'Regardez l’étape en cours et décidez de nouveau.',
  },
  'session/first-step': {
    title: 'Première étape',
    detail: 'C’est la première étape ; il n’y en a pas avant elle.',
  },
  'session/no-step': {
    title: 'Aucune étape',
    detail: 'Aucune étape n’est en cours, ou toutes sont terminées.',
    todo: 'Démarrez d’abord une étape.',
  },
  'session/language-unknown': {
    title: 'Langue non proposée',
    detail: 'Cette session ne se tient pas dans cette langue.',
    todo: 'Choisissez une des langues de la session.',
  },
  'join/code-unknown': {
    title: 'Code inconnu',
    detail: 'Aucune session n’a ce code.',
    todo: 'Vérifiez le code ; il compte huit lettres et chiffres.',
  },
  'step/not-ahead': {
    title: 'L’étape n’est plus à venir',
    detail: 'Seules les étapes à venir changent de place ; celle-ci est en cours ou terminée.',
    todo: 'Regardez le déroulé et décidez de nouveau.',
  },
  'step/unknown': {
    title: 'Étape inconnue',
    detail: 'La session n’a pas cette étape.',
    todo: 'Choisissez-en une dans le déroulé.',
  },
  'turn/unknown': {
    title: 'Pas dans l’ordre',
    detail: 'Cette personne ou ce groupe n’a pas de tour dans cette étape.',
    todo: 'Ajoutez d’abord son tour, ou choisissez-en un autre.',
  },
  'turn/moved': {
    title: 'La parole est passée',
    detail: 'La parole a été donnée à quelqu’un d’autre entre-temps.',
    todo: 'Regardez qui parle maintenant, puis recommencez au besoin.',
  },
  'turn/nobody': {
    title: 'Personne ne parle',
    detail: 'Personne n’a la parole, il n’y a donc pas de temps à changer.',
    todo: 'Donnez d’abord la parole à quelqu’un.',
  },
  'spotlight/not-together': {
    title: 'Les groupes travaillent',
    detail: 'Un canevas n’est montré à tout le monde que quand tous sont ensemble.',
    todo: 'Montrez-le à la prochaine étape en plénière.',
  },
  'block/unknown': {
    title: 'Bloc inconnu',
    detail: 'La session n’a pas ce bloc.',
    todo: 'Choisissez-en un dans la liste.',
  },
  'zone/unknown': {
    title: 'Zone inconnue',
    detail: 'Les canevas n’ont pas cette zone.',
    todo: 'Choisissez-en une dans la liste.',
  },
  'group/unknown': {
    title: 'Groupe inconnu',
    detail: 'La session n’a pas ce groupe.',
    todo: 'Choisissez-en un dans la liste.',
  },
  'group/too-many': {
    title: 'Trop de groupes',
    detail: 'Une session compte au plus {{limit}} groupes.',
    todo: 'Utilisez un des groupes existants.',
  },
  'group/last': {
    title: 'Le dernier groupe',
    detail: 'Aucun autre groupe n’est ouvert pour accueillir ses membres.',
    todo: 'Créez d’abord un autre groupe.',
  },
  'group/dissolved': {
    title: 'Groupe dissous',
    detail: 'Ce groupe a été dissous, et ses membres sont dans d’autres.',
    todo: 'Choisissez un groupe ouvert.',
  },
  'group/not-facilitator': {
    title: 'Réservé à l’animation',
    detail: 'Seules l’animation du groupe et la modération peuvent faire cela.',
    todo: 'Adressez-vous à la personne qui anime votre groupe.',
  },
  'group/not-member': {
    title: 'Autre groupe',
    detail: 'Seuls les membres de ce groupe peuvent faire cela.',
    todo: 'Si c’est votre groupe, adressez-vous à la modération.',
  },
  'participant/unknown': {
    title: 'Personne inconnue',
    detail: 'Cette personne n’est pas, ou plus, dans la session.',
    todo: 'Choisissez quelqu’un dans la liste.',
  },
  'participant/waiting': {
    title: 'En liste d’attente',
    detail: 'Vous êtes en liste d’attente.',
    kept: 'Votre rang est conservé.',
    todo: 'Gardez cette page ouverte ; elle continue dès qu’une place se libère.',
  },
  'participant/not-you': {
    title: 'Autre personne',
    detail: 'Vous ne pouvez modifier que vos propres données.',
    todo: 'Adressez-vous à la modération.',
  },
  'participant/observer': {
    title: 'En observation',
    detail: 'Vous êtes ici en observation\u00a0: vous pouvez tout lire et ne rien modifier.',
    todo: 'Si vous souhaitez participer, adressez-vous à la modération.',
  },
  'participant/no-group': {
    title: 'Pas encore de groupe',
    detail: 'Cette personne n’est pas encore dans un groupe.',
    todo: 'La modération lui en donne un d’abord.',
  },
  'territory/unknown': {
    title: 'Territoire inconnu',
    detail: 'Le registre n’a pas ce territoire.',
    todo: 'Choisissez-en un dans la liste.',
  },
  'territory/not-yours': {
    title: 'Autre territoire',
    detail: 'Seules les personnes d’un territoire et la modération le modifient.',
    todo: 'Adressez-vous à la modération.',
  },
  'vote/not-open': {
    title: 'Pas de vote',
    detail: 'Aucun vote n’est ouvert en ce moment.',
    kept: 'Les points déjà placés comptent.',
    todo: 'Attendez l’ouverture du vote.',
  },
  'vote/no-dots-left': {
    title: 'Plus de points',
    detail: 'Vous avez placé vos {{budget}} points.',
    kept: 'Ils restent où ils sont.',
    todo: 'Retirez-en un pour le placer ailleurs.',
  },
  'vote/already-cast': {
    title: 'Déjà choisie',
    detail: 'Vous avez déjà placé un point sur cette carte.',
    kept: 'Il compte.',
    todo: 'Choisissez une autre carte.',
  },
  'vote/not-cast': {
    title: 'Pas de point ici',
    detail: 'Vous n’avez pas de point sur cette carte.',
    todo: 'Choisissez une carte qui porte votre point.',
  },
  'vote/card-unknown': {
    title: 'Carte retirée',
    detail: 'Cette carte n’est plus là.',
    kept: 'Votre point vous reste.',
    todo: 'Choisissez une autre carte.',
  },
  'vote/not-on-ballot': {
    title: 'Hors du vote',
    detail: 'Cette carte ne fait pas partie du vote.',
    kept: 'Votre point vous reste.',
    todo: 'Choisissez une des cartes du vote.',
  },
  'maturity/no-territory': {
    title: 'Pas de territoire',
    detail: 'Vous ne parlez pas pour un seul territoire ; il n’y en a donc pas à placer.',
    todo: 'Indiquez votre territoire dans vos données.',
  },
  'poll/not-open': {
    title: 'Pas à ce moment',
    detail: 'Cette question est posée à une autre étape de la session.',
    kept: 'Ce que vous avez dit avant est conservé.',
    todo: 'Continuez avec ce qui est à l’écran.',
  },
  'poll/unknown': {
    title: 'Question inconnue',
    detail: 'Cette session n’a pas une telle question ou réponse.',
    todo: 'Choisissez parmi celles de l’écran.',
  },
  'help/unknown': { title: 'Appel terminé', detail: 'Cet appel est terminé.' },
  'help/no-group': {
    title: 'Pas encore de groupe',
    detail: 'Vous n’êtes pas encore dans un groupe.',
    todo: 'Écrivez plutôt à la modération.',
  },
  'help/already-called': {
    title: 'Appel déjà reçu',
    detail: 'Votre appel a été reçu.',
    kept: 'Il garde son rang.',
    todo: 'Continuez sans attendre ; quelqu’un de la modération viendra.',
  },
  'help/already-taken': {
    title: 'Appel déjà pris',
    detail: 'Une autre personne de la modération répond à cet appel.',
  },
  'message/not-allowed': {
    title: 'Réservé à la modération',
    detail: 'Seule la modération écrit aux groupes ou à tout le monde.',
    todo: 'Écrivez à la modération.',
  },
  'message/unknown': {
    title: 'Message inconnu',
    detail: 'Ce message ne vous était pas destiné, ou il est trop ancien.',
    todo: 'Il n’y a rien à faire.',
  },
  'canvas/unknown': {
    title: 'Canevas inconnu',
    detail: 'Ce canevas n’existe pas.',
    todo: 'Ouvrez le canevas de votre groupe.',
  },
  'canvas/read-only': {
    title: 'Lecture seule',
    detail: 'Vous pouvez lire ce canevas ; seul son groupe y écrit, tant que la session est ouverte.',
    kept: 'Ce que vous avez écrit est conservé sur cet appareil.',
    todo: 'Copiez-le sur le canevas de votre groupe ou adressez-vous à la modération.',
  },
  'canvas/muted': {
    title: 'Écriture suspendue',
    detail: 'La modération a suspendu votre écriture sur les canevas.',
    kept: 'Ce que vous avez écrit est conservé sur cet appareil.',
    todo: 'Adressez-vous à elle si c’est une erreur.',
  },
  'canvas/locked': {
    title: 'Écriture verrouillée',
    detail: 'La modération a verrouillé ce canevas ou cette zone.',
    kept: 'Ce que vous avez écrit est conservé sur cet appareil.',
    todo: 'Ajoutez-le de nouveau après le déverrouillage.',
  },
  'canvas/not-protocol': {
    title: 'Connexion interrompue',
    detail: 'Minga n’a pas compris ce qui a été envoyé.',
    kept: 'Ce que vous avez écrit est conservé sur cet appareil.',
    todo: 'Rechargez la page.',
  },
  'canvas/not-of-shape': {
    title: 'Changement non repris',
    detail: 'Un changement ne convenait pas au canevas et n’a pas été repris.',
    kept: 'Votre texte est conservé sur cet appareil et le travail des autres est intact.',
    todo: 'Ajoutez le texte de nouveau comme carte.',
  },
  'canvas/not-yours': {
    title: 'Changement non repris',
    detail: 'Un changement portait le nom d’une autre personne et n’a pas été repris.',
    kept: 'Votre texte est conservé sur cet appareil.',
    todo: 'Ajoutez le texte de nouveau comme carte.',
  },
  'canvas/over-limit': {
    title: 'Limite dépassée',
    detail: 'Un texte, le canevas ou le nombre de vos pages ouvertes dépasse ce que Minga accepte.',
    kept: 'Votre texte est conservé sur cet appareil.',
    todo: 'Raccourcissez le texte ou fermez d’autres pages, puis ajoutez-le de nouveau.',
  },
  'canvas/too-many-messages': {
    title: 'Trop rapide',
    detail: 'Trop d’envois sont arrivés en peu de temps.',
    kept: 'Ce que vous avez écrit est conservé et sera envoyé.',
    todo: 'Continuez ; la page se reconnecte seule.',
  },
  'canvas/too-slow': {
    title: 'Connexion lente',
    detail: 'Cette connexion n’a pas pu suivre.',
    kept: 'Ce que vous avez écrit est conservé et sera envoyé.',
    todo: 'Continuez ; la page se reconnecte seule.',
  },
  'canvas/damaged': {
    title: 'Canevas endommagé',
    detail: 'Les données de ce canevas sont endommagées ; il n’est donc pas affiché.',
    kept: 'Rien n’est écrasé et tous les autres canevas fonctionnent.',
    todo: 'Prévenez la modération.',
  },
  'canvas/not-damaged': {
    title: 'Canevas intact',
    detail: 'Toutes les données de ce canevas sont lisibles.',
    kept: 'Rien n’a été modifié.',
    todo: 'Ouvrez-le comme d’habitude.',
  },
  'canvas/replaced': {
    title: 'Canevas réparé entre-temps',
    detail: 'Ce canevas était endommagé\u202f; il reprend à sa dernière version intacte.',
    kept: 'Ce que cet appareil contenait est conservé ici.',
    todo: 'Comparez vos textes avec le canevas et ajoutez ce qui manque.',
  },
  'document/unknown': {
    title: 'Fichier inconnu',
    detail: 'Ce fichier n’existe pas.',
    todo: 'Choisissez-en un dans la liste.',
  },
  'rehearsal/none': {
    title: 'Répétition terminée',
    detail: 'Cette répétition est terminée et rien n’en a été gardé.',
    todo: 'Revenez à la session, ou commencez-en une autre.',
  },
  'document/failed': {
    title: 'Fichier non produit',
    detail: 'Le fichier n’a pas pu être produit cette fois-ci.',
    kept: 'Rien n’a changé dans la session.',
    todo: 'Réessayez dans un instant ou choisissez un autre format.',
  },
  'storage/unavailable': {
    title: 'Enregistrement impossible',
    detail: 'Le serveur ne peut rien enregistrer pour le moment.',
    kept: 'Ce que vous avez écrit est conservé sur cet appareil.',
    todo: 'Attendez un instant et réessayez.',
  },
  internal: {
    title: 'Erreur de notre part',
    detail: 'Quelque chose n’a pas fonctionné de notre côté.',
    kept: 'Ce qui était enregistré le reste.',
    todo: 'Réessayez ; si cela se répète, prévenez l’organisation.',
  },
};

export const fieldErrors: Record<FieldReason, string> = {
  empty: 'Veuillez remplir ce champ.',
  'too-long': 'Ce texte est trop long.',
  'control-characters': 'Ce texte contient des caractères invisibles qui ne sont pas admis.',
  'no-letters': 'Il faut au moins une lettre ou un chiffre.',
  'time-zone': 'Ce fuseau horaire n’existe pas.',
  repeated: 'Une entrée figure deux fois.',
  'unknown-field': 'Ce champ est inconnu ici.',
  missing: 'Ce champ manque.',
  'wrong-type': 'Cette valeur n’est pas du genre attendu.',
  'too-big': 'Cette valeur est trop longue ou trop grande.',
  'too-small': 'Cette valeur est trop courte ou trop petite.',
  'bad-form': 'Cette valeur n’a pas la forme attendue.',
};
