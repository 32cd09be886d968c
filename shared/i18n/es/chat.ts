import type { ChatMessages } from '../en/chat.ts';

export const messages: ChatMessages & Record<string, string> = {
  'chat.title': 'El chat de Zoom en tarjetas',
  'chat.paste': 'El chat de Zoom, copiado o guardado',
  'chat.pasteHint': 'Péguelo aquí: después elige qué mensajes se convierten en tarjetas.',
  'chat.target': 'En el tablero de',
  'chat.found_one': '{{count}} mensaje encontrado',
  'chat.found_many': '{{count}} de mensajes encontrados',
  'chat.found_other': '{{count}} mensajes encontrados',
  'chat.none': 'No elegir ninguno',
  'chat.private': 'No era para todo el mundo',
  'chat.there': 'Ya está en este tablero',
  'chat.tooLong': 'Demasiado largo para una tarjeta',
  'chat.tooMany': 'Se añaden como máximo 200 tarjetas a la vez: quite algunas.',
  'chat.add_one': 'Añadir {{count}} tarjeta por ordenar',
  'chat.add_many': 'Añadir {{count}} de tarjetas por ordenar',
  'chat.add_other': 'Añadir {{count}} tarjetas por ordenar',
  'chat.added_one': 'Se añadió {{count}} tarjeta. Espera en «Por ordenar».',
  'chat.added_many': 'Se añadieron {{count}} de tarjetas. Esperan en «Por ordenar».',
  'chat.added_other': 'Se añadieron {{count}} tarjetas. Esperan en «Por ordenar».',
  'chat.seat':
    'Tome primero un lugar con su nombre, con el botón de la barra de arriba: una tarjeta tiene autor.',
};
