import type { SessionErrorCode } from '../../protocol/refusals.ts';
import type { ErrorText, FieldReason } from '../error-text.ts';

export const errors: Record<SessionErrorCode, ErrorText> = {
  'request/invalid': {
    title: 'Solicitud no comprendida',
    detail: 'Algún elemento de esta solicitud no tiene la forma esperada.',
    todo: 'Revise los campos indicados y envíela de nuevo.',
  },
  'request/unknown': {
    title: 'Nada en esta dirección',
    detail: 'No hay nada en esta dirección.',
    todo: 'Revise la dirección o empiece desde la página de inicio.',
  },
  'request/too-large': {
    title: 'Demasiado grande',
    detail: 'El envío supera lo que Minga admite.',
    todo: 'Envíe un texto más corto.',
  },
  'request/too-many': {
    title: 'Demasiado rápido',
    detail: 'Llegaron demasiados envíos en poco tiempo.',
    todo: 'Espere {{seconds}} s e intente de nuevo.',
  },
  'request/wrong-origin': {
    title: 'Otro sitio',
    detail: 'Esta solicitud viene de una página de otro sitio.',
    todo: 'Abra Minga en su propia dirección.',
  },
  'key/missing': {
    title: 'Falta el enlace',
    detail: 'Esta página necesita el enlace que usted recibió.',
    todo: 'Abra de nuevo su enlace personal o entre con el código.',
  },
  'key/unknown': {
    title: 'Enlace no válido',
    detail: 'Este enlace no abre esta sesión o fue retirado.',
    todo: 'Pida un nuevo enlace a la moderación o entre con el código.',
  },
  'key/not-owner': {
    title: 'Falta la clave del servidor',
    detail: 'Solo la clave del servidor permite crear sesiones.',
    todo: 'Use la clave que el servidor muestra al iniciar.',
  },
  'key/seat-needed': {
    title: 'Falta el nombre',
    detail: 'Este enlace no tiene nombre y no permite esta acción.',
    todo: 'Indique primero su nombre.',
  },
  'scenario/unknown': {
    title: 'Escenario desconocido',
    detail: 'No hay ningún escenario con este nombre.',
    todo: 'Elija uno de la lista.',
  },
  'session/unknown': {
    title: 'Sesión desconocida',
    detail: 'No hay ninguna sesión en esta dirección.',
    todo: 'Revise el enlace o entre con el código.',
  },
  'session/not-moderator': {
    title: 'Solo para la moderación',
    detail: 'Solo la moderación y la organización pueden hacer esto.',
    todo: 'Consulte a la moderación.',
  },
  'session/not-organizer': {
    title: 'Solo para la organización',
    detail: 'Solo la organización puede hacer esto.',
    todo: 'Consulte a la organización.',
  },
  'session/not-open': {
    title: 'Sesión no abierta',
    detail: 'La sesión no está abierta en este momento.',
    todo: 'Espere a que la moderación la abra.',
  },
  'session/already-open': { title: 'Ya está abierta', detail: 'La sesión ya está abierta.' },
  'session/closed': {
    title: 'Sesión cerrada',
    detail: 'La sesión está cerrada y solo se puede leer.',
    kept: 'Todo lo escrito se conserva.',
  },
  'session/full': {
    title: 'Sesión completa',
    detail: 'Todos los lugares y la lista de espera están ocupados.',
    todo: 'Pida un lugar a la organización.',
  },
  'session/time-unconfirmed': {
    title: 'Hora por confirmar',
    detail: 'El inicio de esta sesión no está fijado.',
    todo: 'Una persona con nombre fija el inicio; luego se puede abrir la sesión.',
  },
  'session/step-moved': {
    title: 'El paso cambió',
    detail: 'Otra persona de la moderación acaba de cambiar el paso; no se hizo nada.',
    todo: 'Mire el paso en curso y decida de nuevo.',
  },
  'session/first-step': { title: 'Primer paso', detail: 'Este es el primer paso; no hay otro antes.' },
  'session/no-step': {
    title: 'Ningún paso',
    detail: 'No hay ningún paso en curso, o todos terminaron.',
    todo: 'Inicie primero un paso.',
  },
  'session/language-unknown': {
    title: 'Idioma no disponible',
    detail: 'Esta sesión no se realiza en este idioma.',
    todo: 'Elija uno de los idiomas de la sesión.',
  },
  'join/code-unknown': {
    title: 'Código desconocido',
    detail: 'Ninguna sesión tiene este código.',
    todo: 'Revise el código; tiene ocho letras y cifras.',
  },
  'step/not-ahead': {
    title: 'Paso ya iniciado o hecho',
    detail: 'Solo cambian de lugar los pasos que faltan; este está en curso o terminado.',
    todo: 'Mire el programa y decida de nuevo.',
  },
  'step/unknown': {
    title: 'Paso desconocido',
    detail: 'La sesión no tiene este paso.',
    todo: 'Elija uno del programa.',
  },
  'turn/unknown': {
    title: 'No está en el orden',
    detail: 'Esta persona o este grupo no tiene turno en este paso.',
    todo: 'Agregue primero su turno o elija otro.',
  },
  'turn/moved': {
    title: 'La palabra ya pasó',
    detail: 'Entretanto se ha dado la palabra a otra persona.',
    todo: 'Mire quién habla ahora y vuelva a pulsar si hace falta.',
  },
  'turn/nobody': {
    title: 'Nadie tiene la palabra',
    detail: 'Nadie tiene la palabra ahora, así que no hay tiempo que cambiar.',
    todo: 'Dé primero la palabra a alguien.',
  },
  'spotlight/not-together': {
    title: 'Los grupos trabajan',
    detail: 'Un lienzo se muestra a todo el mundo solo cuando todos están juntos.',
    todo: 'Muéstrelo en el próximo paso en plenaria.',
  },
  'block/unknown': {
    title: 'Bloque desconocido',
    detail: 'La sesión no tiene este bloque.',
    todo: 'Elija uno de la lista.',
  },
  'zone/unknown': {
    title: 'Zona desconocida',
    detail: 'Los lienzos no tienen esta zona.',
    todo: 'Elija una de la lista.',
  },
  'group/unknown': {
    title: 'Grupo desconocido',
    detail: 'La sesión no tiene este grupo.',
    todo: 'Elija uno de la lista.',
  },
  'group/too-many': {
    title: 'Demasiados grupos',
    detail: 'Una sesión tiene como máximo {{limit}} grupos.',
    todo: 'Use uno de los grupos existentes.',
  },
  'group/last': {
    title: 'El último grupo',
    detail: 'No hay otro grupo abierto adonde pueda ir su gente.',
    todo: 'Cree primero otro grupo.',
  },
  'group/dissolved': {
    title: 'Grupo disuelto',
    detail: 'Este grupo se disolvió, y sus integrantes están en otros.',
    todo: 'Elija un grupo abierto.',
  },
  'group/not-facilitator': {
    title: 'Solo para quien facilita',
    detail: 'Solo quienes facilitan el grupo y la moderación pueden hacer esto.',
    todo: 'Consulte a la persona que facilita su grupo.',
  },
  'group/not-member': {
    title: 'Otro grupo',
    detail: 'Solo quienes integran este grupo pueden hacer esto.',
    todo: 'Si es su grupo, consulte a la moderación.',
  },
  'participant/unknown': {
    title: 'Persona desconocida',
    detail: 'Esta persona no está, o ya no está, en la sesión.',
    todo: 'Elija a alguien de la lista.',
  },
  'participant/waiting': {
    title: 'En lista de espera',
    detail: 'Usted está en la lista de espera.',
    kept: 'Se conserva su lugar en la lista.',
    todo: 'Deje esta página abierta; continúa cuando haya un lugar libre.',
  },
  'participant/not-you': {
    title: 'Otra persona',
    detail: 'Solo puede cambiar sus propios datos.',
    todo: 'Consulte a la moderación.',
  },
  'participant/observer': {
    title: 'En observación',
    detail: 'Usted está aquí en observación: puede leer todo y no cambiar nada.',
    todo: 'Si desea participar, consulte a la moderación.',
  },
  'participant/no-group': {
    title: 'Aún sin grupo',
    detail: 'Esta persona aún no está en ningún grupo.',
    todo: 'La moderación le asigna uno primero.',
  },
  'territory/unknown': {
    title: 'Territorio desconocido',
    detail: 'El registro no tiene este territorio.',
    todo: 'Elija uno de la lista.',
  },
  'territory/not-yours': {
    title: 'Otro territorio',
    detail: 'Solo las personas de un territorio y la moderación lo cambian.',
    todo: 'Consulte a la moderación.',
  },
  'vote/not-open': {
    title: 'No hay votación',
    detail: 'No hay ninguna votación abierta en este momento.',
    kept: 'Los puntos ya colocados cuentan.',
    todo: 'Espere a que se abra la votación.',
  },
  'vote/no-dots-left': {
    title: 'Sin puntos',
    detail: 'Ya colocó sus {{budget}} puntos.',
    kept: 'Siguen donde están.',
    todo: 'Retire uno para colocarlo en otra tarjeta.',
  },
  'vote/already-cast': {
    title: 'Ya elegida',
    detail: 'Ya colocó un punto en esta tarjeta.',
    kept: 'El punto cuenta.',
    todo: 'Elija otra tarjeta.',
  },
  'vote/not-cast': {
    title: 'Sin punto aquí',
    detail: 'No tiene ningún punto en esta tarjeta.',
    todo: 'Elija una tarjeta con su punto.',
  },
  'vote/card-unknown': {
    title: 'Tarjeta retirada',
    detail: 'Esta tarjeta ya no está.',
    kept: 'Su punto sigue disponible.',
    todo: 'Elija otra tarjeta.',
  },
  'vote/not-on-ballot': {
    title: 'Fuera de la votación',
    detail: 'Esta tarjeta no forma parte de la votación.',
    kept: 'Su punto sigue disponible.',
    todo: 'Elija una de las tarjetas de la votación.',
  },
  'maturity/no-territory': {
    title: 'Sin territorio',
    detail: 'Usted no habla por un solo territorio, así que no hay ninguno que ubicar.',
    todo: 'Indique su territorio en sus datos.',
  },
  'poll/not-open': {
    title: 'No en este momento',
    detail: 'Esto se pregunta en otro paso de la sesión.',
    kept: 'Lo que dijo antes se conserva.',
    todo: 'Siga con lo que está en pantalla.',
  },
  'poll/unknown': {
    title: 'Pregunta desconocida',
    detail: 'En esta sesión no hay tal pregunta o respuesta.',
    todo: 'Elija una de las que están en pantalla.',
  },
  'help/unknown': { title: 'Llamada terminada', detail: 'Esta llamada terminó.' },
  'help/no-group': {
    title: 'Aún sin grupo',
    detail: 'Usted aún no está en ningún grupo.',
    todo: 'Escriba a la moderación.',
  },
  'help/already-called': {
    title: 'Llamada recibida',
    detail: 'Su llamada ya fue recibida.',
    kept: 'Conserva su lugar.',
    todo: 'Continúe mientras tanto; alguien de la moderación vendrá.',
  },
  'help/already-taken': {
    title: 'Llamada atendida',
    detail: 'Otra persona de la moderación atiende esta llamada.',
  },
  'message/not-allowed': {
    title: 'Solo para la moderación',
    detail: 'Solo la moderación escribe a los grupos o a todas las personas.',
    todo: 'Escriba a la moderación.',
  },
  'message/unknown': {
    title: 'Mensaje desconocido',
    detail: 'Este mensaje no era para usted, o es demasiado antiguo.',
    todo: 'No hay nada que hacer.',
  },
  'canvas/unknown': {
    title: 'Lienzo desconocido',
    detail: 'Este lienzo no existe.',
    todo: 'Abra el lienzo de su grupo.',
  },
  'canvas/read-only': {
    title: 'Solo lectura',
    detail:
      'Puede leer este lienzo; solo quienes integran el grupo escriben en él, mientras la sesión esté abierta.',
    kept: 'Lo que escribió se conserva en este dispositivo.',
    todo: 'Cópielo en el lienzo de su grupo o consulte a la moderación.',
  },
  'canvas/muted': {
    title: 'Escritura suspendida',
    detail: 'La moderación ha suspendido su escritura en los lienzos.',
    kept: 'Lo que escribió se conserva en este dispositivo.',
    todo: 'Escríbale si es un error.',
  },
  'canvas/locked': {
    title: 'Escritura bloqueada',
    detail: 'La moderación bloqueó este lienzo o esta zona.',
    kept: 'Lo que escribió se conserva en este dispositivo.',
    todo: 'Agréguelo de nuevo cuando se desbloquee.',
  },
  'canvas/not-protocol': {
    title: 'Conexión interrumpida',
    detail: 'Minga no comprendió lo que se envió.',
    kept: 'Lo que escribió se conserva en este dispositivo.',
    todo: 'Recargue la página.',
  },
  'canvas/not-of-shape': {
    title: 'Cambio no incorporado',
    detail: 'Un cambio no encajaba en el lienzo y no se incorporó.',
    kept: 'Su texto se conserva en este dispositivo y el trabajo de las demás personas no cambió.',
    todo: 'Agregue el texto de nuevo como tarjeta.',
  },
  'canvas/not-yours': {
    title: 'Cambio no incorporado',
    detail: 'Un cambio llevaba el nombre de otra persona y no se incorporó.',
    kept: 'Su texto se conserva en este dispositivo.',
    todo: 'Agregue el texto de nuevo como tarjeta.',
  },
  'canvas/over-limit': {
    title: 'Límite superado',
    detail: 'Un texto, el lienzo o el número de sus páginas abiertas supera lo que Minga admite.',
    kept: 'Su texto se conserva en este dispositivo.',
    todo: 'Acorte el texto o cierre otras páginas y agréguelo de nuevo.',
  },
  'canvas/too-many-messages': {
    title: 'Demasiado rápido',
    detail: 'Llegaron demasiados envíos en poco tiempo.',
    kept: 'Lo que escribió se conserva y se enviará.',
    todo: 'Continúe; la página se vuelve a conectar sola.',
  },
  'canvas/too-slow': {
    title: 'Conexión lenta',
    detail: 'Esta conexión no pudo seguir el ritmo.',
    kept: 'Lo que escribió se conserva y se enviará.',
    todo: 'Continúe; la página se vuelve a conectar sola.',
  },
  'canvas/damaged': {
    title: 'Lienzo dañado',
    detail: 'Los datos de este lienzo están dañados, por eso no se muestra.',
    kept: 'No se sobrescribe nada y los demás lienzos funcionan.',
    todo: 'Avise a la moderación.',
  },
  'canvas/not-damaged': {
    title: 'Lienzo en orden',
    detail: 'Todo lo guardado de este lienzo se puede leer.',
    kept: 'No se cambió nada.',
    todo: 'Ábralo como siempre.',
  },
  'canvas/replaced': {
    title: 'Lienzo reparado entretanto',
    detail: 'Este lienzo estaba dañado y sigue desde su última versión buena.',
    kept: 'Lo que tenía este dispositivo se conserva aquí.',
    todo: 'Compare sus textos con el lienzo y agregue lo que falte.',
  },
  'document/unknown': {
    title: 'Archivo desconocido',
    detail: 'Este archivo no existe.',
    todo: 'Elija uno de la lista.',
  },
  'rehearsal/none': {
    title: 'Ensayo terminado',
    detail: 'Este ensayo ha terminado y no se ha guardado nada de él.',
    todo: 'Vuelva a la sesión o empiece otro.',
  },
  'document/failed': {
    title: 'Archivo no generado',
    detail: 'Esta vez no se pudo generar el archivo.',
    kept: 'Nada ha cambiado en la sesión.',
    todo: 'Inténtelo de nuevo en un momento o elija otro formato.',
  },
  'storage/unavailable': {
    title: 'No se puede guardar',
    detail: 'El servidor no puede guardar nada en este momento.',
    kept: 'Lo que escribió se conserva en este dispositivo.',
    todo: 'Espere un momento e intente de nuevo.',
  },
  internal: {
    title: 'Error nuestro',
    detail: 'Algo falló de nuestro lado.',
    kept: 'Lo que estaba guardado sigue guardado.',
    todo: 'Intente de nuevo; si se repite, avise a la organización.',
  },
};

export const fieldErrors: Record<FieldReason, string> = {
  empty: 'Complete este campo.',
  'too-long': 'Este texto es demasiado largo.',
  'control-characters': 'Este texto contiene caracteres invisibles que no se admiten.',
  'no-letters': 'Se necesita al menos una letra o una cifra.',
  'time-zone': 'Esta zona horaria no existe.',
  repeated: 'Una entrada aparece dos veces.',
  'unknown-field': 'Este campo no se conoce aquí.',
  missing: 'Falta este campo.',
  'wrong-type': 'Este valor no es del tipo esperado.',
  'too-big': 'Este valor es demasiado largo o grande.',
  'too-small': 'Este valor es demasiado corto o pequeño.',
  'bad-form': 'Este valor no tiene la forma esperada.',
};
