import type { GroupMessages } from '../en/group.ts';

export const messages: GroupMessages & Record<string, string> = {
  'help.reason': 'De quoi s’agit-il\u202f?',
  'help.hint': 'Dans votre langue. L’équipe voit votre salle et depuis quand vous attendez.',
  'help.called': 'L’équipe est prévenue. Continuez sans attendre.',
  'help.coming': 'Une personne de l’équipe arrive.',
  'help.takeBack': 'Annuler l’appel',
  'help.comingBy': '{{name}} arrive. Continuez en attendant.',
  'help.from': 'Appel de la salle {{name}}\u00a0:',
  'help.answer': 'Réponse de {{name}}\u00a0:',
  'help.answerOfTeam': 'Réponse de l’équipe\u00a0:',
  'speaking.title': 'Tour de parole',
  'speaking.now': '{{name}} a la parole',
  'speaking.you': 'Vous avez la parole',
  'speaking.left': 'Reste de ce temps de parole',
  'speaking.next': 'Ensuite\u00a0: {{name}}',
  'speaking.give': 'Donner la parole à',
  'speaking.spoken': 'a parlé',
  'speaking.end': 'Terminer le tour',
  'lead.title': 'Animer le groupe',
  'lead.time': 'Temps de ce groupe',
  'lead.less': 'Retirer {{time}}',
  'lead.more': 'Ajouter {{time}}',
  'lead.rapporteur': 'Rapporteur ou rapporteuse',
  'lead.nobody': 'Personne encore',
  'script.title': 'Sans animation dans la salle\u00a0: comment le groupe avance seul',
  'script.alone':
    'Chaque personne écrit seule, une idée par carte.\nLes questions sont dans le guide\u00a0: commencez par la plus proche de vous.\nLe groupe voit les cartes à la fin de l’étape.',
  'script.note':
    'À tour de rôle, lisez une carte à voix haute, deux minutes au plus.\nAjoutez ce qui manque et dites ce qui se retrouve ailleurs.\nConvenez de qui rapportera.',
  'script.place':
    'Chaque personne place son territoire et ajoute une ligne de preuve.\nRegardez ensuite les réponses\u00a0: celles qui s’écartent s’expliquent.',
  'script.connect':
    'Prenez un manque que plusieurs partagent.\nAjoutez-y un levier, puis une action\u00a0: qui fait quoi, et avant quand.\nPassez au manque suivant après dix minutes.',
  'script.choose':
    'Chaque personne donne ses points sans en discuter.\nEnsuite, qui rapporte remplit la fiche de restitution, avec l’aide de tout le monde.',
};
