import { counter } from '../counter.ts';
import type { text as source } from '../en/files.ts';

const count = counter('es');

export const text = {
  title: 'Archivos',
  add: 'Añadir archivos',
  drop: 'Suelte archivos aquí, o',
  choose: 'Elegir archivos',
  dropNow: 'Soltar para añadir',
  limits: 'Hasta 512 MB cada uno y 2 GB por reunión. Se sellan antes de salir de este navegador.',
  taken: ({ taken }: { taken: string }): string => `${taken} de 2 GB están ocupados.`,
  list: 'Archivos de esta reunión',
  uploads: 'En camino',
  empty: {
    title: 'Aún no hay archivos',
    text: 'Lo que alguien añade aquí es para todas las personas de esta reunión y permanece hasta que se elimine.',
  },
  loading: 'Abriendo la lista de archivos',
  offline:
    'Sin conexión. La lista está como la vio por última vez; los envíos continúan por sí solos.',
  stopped:
    'La lista de archivos ya no se actualiza: lo que envió el servidor no coincide con lo que había.',
  added: ({ name, time }) => `${name}, ${time}`,
  addedByYou: ({ time }) => `Usted, ${time}`,
  handedIn: ({ name, time }) => `${name}, ${time}, antes de entrar`,
  someone: 'Alguien',
  actions: ({ name }) => `Más opciones para ${name}`,
  look: 'Ver',
  download: 'Descargar',
  downloadNamed: ({ name }) => `Descargar ${name}`,
  downloading: ({ percent }) => `Descargando, ${percent} %`,
  stopDownload: ({ name }) => `Detener la descarga de ${name}`,
  rename: {
    verb: 'Cambiar el nombre',
    title: 'Cambiar el nombre del archivo',
    label: 'Nombre',
    save: 'Cambiar el nombre',
    needed: 'Escriba un nombre.',
  },
  remove: {
    verb: 'Eliminar definitivamente',
    title: ({ name }) => `¿Eliminar ${name}?`,
    text: 'Desaparece para todos y no vuelve. Las copias que alguien haya descargado siguen en su poder.',
    keep: 'Conservar',
    done: 'Eliminado definitivamente',
  },
  upload: {
    waiting: 'Espera su turno',
    sending: ({ percent }) => `${percent} %`,
    paused: ({ percent }) => `En pausa al ${percent} %`,
    offline: ({ percent }) => `Sin conexión. Continúa desde el ${percent} %`,
    progress: ({ name }) => `Envío de ${name}`,
    pause: ({ name }) => `Pausar ${name}`,
    resume: ({ name }) => `Continuar con ${name}`,
    retry: ({ name }) => `Volver a intentar ${name}`,
    cancel: ({ name }) => `Cancelar ${name}`,
    dismiss: ({ name }) => `Quitar ${name} de la lista`,
    notDurable:
      'Demasiado grande para guardarlo aquí: el envío se interrumpe si se vuelve a cargar la página.',
    tooLarge: 'Supera los 512 MB.',
    quota: 'No queda sitio en esta reunión. Elimine algo antes.',
    notAllowed: 'Ya no puede añadir archivos aquí.',
    refused: 'El servidor no lo acepta.',
    unreadable: 'Se movió o se modificó en este dispositivo. Añádalo de nuevo.',
    arrived: ({ name }) => `${name} ya está disponible para todos`,
    number: ({ n }) => count(n, { one: 'un envío', other: '# envíos' }),
  },
  failed: {
    altered:
      'Este archivo no es el que se envió, o no está completo. No se ha conservado nada de él. Pida a quien lo añadió que lo añada de nuevo.',
    gone: 'Este archivo se ha eliminado.',
    unreachable: 'El servidor no ha respondido. Vuelva a intentarlo cuando tenga conexión.',
    notAllowed: 'Solo quien lo añadió, el anfitrión y los coanfitriones pueden eliminarlo.',
    other: 'No ha funcionado. Vuelva a intentarlo.',
  },
  preview: {
    opening: ({ percent }) => `Abriendo, ${percent} %`,
    kind: 'No hay vista previa para este tipo de archivo. Descárguelo para abrirlo con un programa suyo.',
    pdf: 'Los archivos PDF no se muestran aquí: el visor de un navegador no puede aislarse de esta página como las imágenes y el texto. Descargue el archivo para abrirlo.',
    notPicture: 'Esto no es una imagen que se pueda mostrar, diga lo que diga su nombre.',
    notText: 'Esto no es texto, diga lo que diga su nombre.',
    tooLarge: 'Esta imagen es demasiado grande para mostrarla aquí.',
    slow: 'Tardaba demasiado en abrirse y se ha detenido.',
    huge: 'Aquí solo se muestran archivos de hasta 50 MB.',
    cut: 'Solo se muestra el primer megabyte.',
    picture: ({ name }) => `Imagen: ${name}`,
    text: ({ name }) => `Texto de ${name}`,
    caution:
      'Un programa de su equipo puede hacer con él más que esta página. Ábralo solo si confía en quien lo añadió.',
  },
  inbox: {
    title: 'Entregar un archivo',
    note: 'Lo verán todas las personas admitidas, aunque usted no lo sea.',
    limits: 'Hasta 10 archivos y 50 MB.',
    quota:
      'No hay sitio: antes de entrar, 10 archivos y 50 MB como máximo, y el buzón puede estar lleno. Añada el archivo cuando esté dentro.',
    add: 'Elegir un archivo',
    waits: 'Entregado. Aparecerá en la lista en cuanto haya alguien en la sala.',
    takeBack: ({ name }) => `Retirar ${name}`,
  },
} satisfies typeof source;
