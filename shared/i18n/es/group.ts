import type { GroupMessages } from '../en/group.ts';

export const messages: GroupMessages & Record<string, string> = {
  'help.reason': '¿De qué se trata?',
  'help.hint': 'En su idioma. El equipo ve su sala y desde cuándo espera.',
  'help.called': 'El equipo ya lo sabe. Continúe sin esperar.',
  'help.coming': 'Alguien del equipo está en camino.',
  'help.takeBack': 'Retirar la llamada',
  'help.comingBy': '{{name}} va en camino. Continúe mientras tanto.',
  'help.from': 'Llamada de la sala {{name}}:',
  'help.answer': 'Respuesta de {{name}}:',
  'help.answerOfTeam': 'Respuesta del equipo:',
};
