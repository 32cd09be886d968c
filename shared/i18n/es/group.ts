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
  'speaking.title': 'Ronda de palabra',
  'speaking.now': '{{name}} tiene la palabra',
  'speaking.you': 'Usted tiene la palabra',
  'speaking.left': 'Queda de este turno',
  'speaking.next': 'Después: {{name}}',
  'speaking.give': 'Dar la palabra a',
  'speaking.spoken': 'ya habló',
  'speaking.end': 'Terminar la ronda',
  'lead.title': 'Facilitar el grupo',
  'lead.time': 'Tiempo de este grupo',
  'lead.less': 'Quitar {{time}}',
  'lead.more': 'Agregar {{time}}',
  'lead.rapporteur': 'Persona relatora',
  'lead.nobody': 'Nadie todavía',
  'script.title': 'Nadie facilita esta sala: cómo sigue el grupo por su cuenta',
  'script.alone':
    'Cada persona escribe a solas, una idea por tarjeta.\nLas preguntas están en la guía: empiece por la más cercana a usted.\nEl grupo ve las tarjetas cuando termina el paso.',
  'script.note':
    'Por turnos, lean una tarjeta en voz alta, dos minutos como máximo.\nAgreguen lo que falta y digan qué se repite en otros lugares.\nAcuerden quién hará el relato.',
  'script.place':
    'Cada persona ubica su territorio y agrega una línea de evidencia.\nLuego miren las respuestas: quienes están lejos entre sí explican por qué.',
  'script.connect':
    'Tomen una carencia que varias personas comparten.\nAgréguenle una palanca y luego una acción: quién hace qué y antes de cuándo.\nPasen a la siguiente carencia a los diez minutos.',
  'script.choose':
    'Cada persona da sus puntos sin discutirlos.\nDespués, quien hace el relato completa la ficha con ayuda de todas las personas.',
};
