// A tldraw page as its documentation sets one up, with everything from this server and what the benchmark asks of it.
import { getAssetUrls } from '@tldraw/assets/selfHosted';
import { useSync } from '@tldraw/sync';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { inlineBase64AssetStore, renderPlaintextFromRichText, Tldraw } from 'tldraw';
import 'tldraw/tldraw.css';

const assetUrls = getAssetUrls({ baseUrl: '/assets-of-tldraw' });

function Board() {
  const store = useSync({ uri: `${location.origin}/socket`, assets: inlineBase64AssetStore });
  return createElement(Tldraw, { store, assetUrls, onMount: offer });
}

function offer(editor) {
  editor.setCamera({ x: 260, y: 60, z: 1 });
  window.offered = {
    count: () => editor.getCurrentPageShapeIds().size,
    textOf(id) {
      const shape = editor.getShape(`shape:${id}`);
      return shape && renderPlaintextFromRichText(editor, shape.props.richText);
    },
  };
}

createRoot(document.getElementById('board')).render(createElement(Board));
