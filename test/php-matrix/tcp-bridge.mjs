import { connect } from 'node:net';

import { WebSocketServer } from 'ws';

/** The first byte of a message: what follows is data, not an option of the socket. */
const DATA = 1;

function join(webSocket, target) {
  target.on('data', (bytes) => webSocket.send(bytes));
  target.on('end', () => webSocket.close());
  target.on('error', () => webSocket.close());
  webSocket.on('message', (message) => {
    if (message[0] === DATA) target.write(message.subarray(1));
  });
  webSocket.on('close', () => target.end());
  webSocket.on('error', () => target.destroy());
}

/**
 * Lets the server that PHP's sockets go through as WebSockets open one only when the TCP connection is there. The
 * package's own way opens it first: then PHP may send its request before it hears of a refused connection, and takes
 * that for a lost answer.
 */
export function connectBeforeOpening(server) {
  const webSockets = new WebSocketServer({ noServer: true });
  server.removeAllListeners('upgrade');
  server.on('upgrade', (request, socket, head) => {
    const { searchParams } = new URL(request.url, 'ws://localhost');
    const target = connect({ host: searchParams.get('host'), port: searchParams.get('port'), family: 4 });
    const refuse = () => socket.destroy();
    const giveUp = () => target.destroy();
    target.once('error', refuse);
    socket.once('close', giveUp);
    target.once('connect', () => {
      target.off('error', refuse);
      socket.off('close', giveUp);
      webSockets.handleUpgrade(request, socket, head, (webSocket) => join(webSocket, target));
    });
  });
}
