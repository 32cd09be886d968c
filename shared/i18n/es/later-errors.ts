import type { LaterErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText } from '../error-text.ts';

export const laterErrors: Record<LaterErrorCode, ErrorText> = {
  'territory/name-taken': {
    title: 'Nombre ya usado',
    detail: 'Otro territorio de esta sesión tiene este nombre.',
    todo: 'Únalos, o elija un nombre que los distinga.',
  },
  'synthesis/frozen': {
    title: 'Síntesis cerrada',
    detail: 'El plazo de correcciones ha pasado y la síntesis ya no cambia.',
    todo: 'La organización puede fijar una nueva fecha, que la vuelve a abrir.',
  },
  'synthesis/date-past': {
    title: 'Fecha ya pasada',
    detail: 'Las correcciones solo pueden seguir abiertas hasta un momento futuro.',
    todo: 'Elija una fecha posterior.',
  },
  'synthesis/card-unknown': {
    title: 'Tarjeta no encontrada',
    detail: 'Esta tarjeta ya no está en ningún tablero.',
    todo: 'Lea de nuevo la síntesis.',
  },
  'synthesis/not-public': {
    title: 'Enlace no válido',
    detail: 'Este enlace no abre ninguna síntesis, o fue retirado.',
    todo: 'Pida uno nuevo a quien se lo envió.',
  },
  'attendance/not-report': {
    title: 'No es de Zoom',
    detail: 'Este archivo no tiene columnas para los nombres ni para las horas de entrada y de salida.',
    todo: 'En Zoom, abra Informes, Uso, elija los participantes de la reunión y expórtelos como CSV.',
  },
  'attendance/no-times': {
    title: 'Sin horas',
    detail: 'Este informe nombra a cada persona una vez, sin decir cuándo llegó y se fue.',
    todo: 'Expórtelo de nuevo desde Zoom sin «Mostrar usuarios únicos».',
  },
  'attendance/no-rows': {
    title: 'Informe vacío',
    detail: 'Este informe tiene sus títulos de columna y ninguna línea legible debajo.',
    todo: 'Zoom lo completa unos minutos después de la reunión: expórtelo de nuevo.',
  },
  'rehearsal/running': {
    title: 'Ensayo en curso',
    detail: 'Esta sesión ya se está ensayando.',
    todo: 'Únase al ensayo en curso o termínelo primero.',
  },
  'rehearsal/too-many': {
    title: 'Demasiados ensayos',
    detail: 'Este servidor mantiene tres ensayos a la vez, y ya los tiene.',
    todo: 'Inténtelo de nuevo cuando termine uno; ninguno dura más de una hora.',
  },
  'archive/session-exists': {
    title: 'La sesión ya existe',
    detail: 'Este servidor ya tiene la sesión de este archivo.',
    todo: 'Ábrala aquí, o importe el archivo en otro servidor.',
  },
  'archive/damaged': {
    title: 'Archivo dañado',
    detail: '{{entry}} no se puede leer en este archivo.',
    todo: 'Copie de nuevo el archivo desde donde se guardaba.',
  },
  'archive/changed': {
    title: 'Archivo modificado después',
    detail: '{{entry}} no es lo que el archivo contenía al crearse.',
    todo: 'Use el archivo tal como se descargó.',
  },
  'archive/unsafe': {
    title: 'Archivo no seguro',
    detail: '{{entry}} es un nombre que ningún archivo de Minga tiene.',
    todo: 'Use el archivo tal como se descargó.',
  },
  'archive/repeated': {
    title: 'Entrada repetida',
    detail: '{{entry}} aparece más de una vez en este archivo.',
    todo: 'Use el archivo tal como se descargó.',
  },
  'archive/missing': {
    title: 'Archivo incompleto',
    detail: '{{entry}} falta en este archivo.',
    todo: 'Copie de nuevo el archivo desde donde se guardaba.',
  },
  'archive/too-large': {
    title: 'Archivo demasiado grande',
    detail: '{{entry}} es más grande de lo que dice el archivo, o de lo que Minga admite.',
    todo: 'Use el archivo tal como se descargó.',
  },
  'archive/too-new': {
    title: 'Archivo demasiado reciente',
    detail: '{{entry}} es del formato {{version}}, que esta versión no conoce.',
    todo: 'Actualice este servidor e importe de nuevo el archivo.',
  },
  'archive/incomplete': {
    title: 'Tablero no incluido',
    detail: '{{entry}} no se podía leer cuando se creó este archivo.',
    todo: 'Repare el tablero donde está la sesión y descargue de nuevo el archivo.',
  },
};
