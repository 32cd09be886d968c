// Excalidraw with what its own site does to share a drawing, without the encryption and the full resend every twenty seconds.
import { CaptureUpdateAction, Excalidraw, reconcileElements, restoreElements } from '@excalidraw/excalidraw';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import '@excalidraw/excalidraw/index.css';

const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/socket`);
const versions = new Map();

/** What of mine the others do not have yet. */
function share(elements) {
  const changed = elements.filter(({ id, version }) => version > (versions.get(id) ?? 0));
  note(changed);
  if (changed.length > 0) socket.send(JSON.stringify(changed));
}

function note(elements) {
  for (const { id, version } of elements) versions.set(id, version);
}

function offer(excalidraw) {
  socket.addEventListener('message', ({ data }) => {
    const local = excalidraw.getSceneElementsIncludingDeleted();
    const remote = JSON.parse(data);
    note(remote);
    const elements = reconcileElements(local, restoreElements(remote, null), excalidraw.getAppState());
    excalidraw.updateScene({ elements, captureUpdate: CaptureUpdateAction.NEVER });
  });
  socket.addEventListener('open', () => socket.send('[]'));
  if (socket.readyState === WebSocket.OPEN) socket.send('[]');
  window.offered = {
    count: () => excalidraw.getSceneElements().filter(({ type }) => type === 'text').length,
    textOf: (id) => excalidraw.getSceneElements().find((one) => one.id === `${id}-text`)?.originalText,
  };
}

const initialData = { appState: { scrollX: 260, scrollY: 60 } };
const board = createElement(Excalidraw, { excalidrawAPI: offer, onChange: share, initialData });
createRoot(document.getElementById('board')).render(board);
