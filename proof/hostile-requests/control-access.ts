// Callers that may not use the control API: by the Host that they name, the page that they come from, and the path.
import { type Attack, type HostileRequest, sendEach } from './attack.ts';
import { control, head } from './raw.ts';

/** Refused with 403; `POST /reset` would do the most harm. */
function barred(name: string, lines: string[], method = 'POST', path = '/reset'): HostileRequest {
  const body = method === 'POST' ? '{}' : undefined;
  return { name, pieces: [control(method, path, body, ...lines)], expected: ['403'] };
}

/** Each is refused by another part of what a Host has to match. */
const hosts = [
  'evil.test',
  'localhost.evil.test',
  '127.0.0.1.evil.test',
  'localhost:80@evil.test',
  'localhost:',
  'localhost, evil.test',
  '2130706433',
  '0.0.0.0',
  '[::ffff:127.0.0.1]',
  'localhost\xa0',
  '',
  `${'a'.repeat(10_000)}localhost`,
];

const requests: HostileRequest[] = [
  ...hosts.map((host) => barred(`Host ${host.slice(0, 40)}`, [`Host: ${host}`])),
  barred('another Host: a route without a body', ['Host: evil.test'], 'GET', '/tasks'),
  barred('another Host: no route', ['Host: evil.test'], 'GET', '/nothing'),
  barred('a page of another origin, with a key', ['Origin: https://evil.test', 'X-Swf-Mock-Key: key']),
  barred('two origins', ['Origin: http://localhost', 'Origin: https://evil.test']),
  barred('an empty origin', ['Origin:']),
  barred('a rebound name with its own origin', ['Host: evil.test', 'Origin: http://evil.test']),
  barred('an image on a page of another site', ['Sec-Fetch-Site: cross-site']),
  barred('a page of the same site', ['Sec-Fetch-Site: same-site']),
  // Outside the control API, and no call of an operation.
  ...['//_swf-mock/reset', '/_swf-mock%2freset', 'http://localhost/_swf-mock/reset'].map((target) =>
    post(target, 'UnknownOperationException'),
  ),
  // In the control API, and no route of it.
  ...['/_swf-mock/../reset', '/_swf-mock/%72eset'].map((target) => post(target, '404')),
  post('/_swf-mock/tasks?a=%zz%00&a=&a', '201'),
];

export const controlAccess: Attack = {
  name: 'control API: hosts, origins, paths',
  run: sendEach(requests),
};

function post(target: string, expected: string): HostileRequest {
  return {
    name: target,
    pieces: [head(`POST ${target} HTTP/1.1`, 'Host: localhost', 'Content-Length: 0')],
    expected: [expected],
  };
}
