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
};
