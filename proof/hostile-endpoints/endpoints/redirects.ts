// Endpoints that send the runner elsewhere. It goes nowhere: the request is signed, and is for the endpoint that was
// named.
import { createServer } from 'node:net';
import { head, serveOnSocket } from '../../../conformance/fixtures/socket.ts';
import { type Family, type HostileEndpoint, listening } from '../endpoint.ts';

export const redirects: Family = {
  name: 'redirects',
  endpoints: [
    ...[300, 301, 302, 303, 305, 307, 308].map((status) =>
      redirect(`${status}-elsewhere`, status, (other) => other),
    ),
    ...[301, 307, 308].map((status) => redirect(`${status}-to-itself`, status, () => '/')),
    redirect('to-a-file', 302, () => 'file:///etc/passwd'),
    redirect('to-a-script', 302, () => 'javascript:alert(1)'),
    redirect('to-data', 302, () => 'data:application/json,{}'),
    redirect('to-a-name-without-scheme', 302, (other) => other.replace('http:', '')),
    redirect('to-an-address-of-a-cloud', 307, () => 'http://169.254.169.254/latest/meta-data/'),
    redirect('to-nowhere', 302, () => ''),
    redirect('refresh', 200, (other) => other, 'Refresh: 0; url='),
    redirect('link', 200, (other) => other, 'Link: rel=canonical, '),
    redirect('other-service', 200, (other) => other, 'Alt-Svc: h2="', '"'),
  ],
};

/** Says in a header that the runner is to go to an address; `other` is that of a server which counts who comes. */
function redirect(
  name: string,
  status: number,
  address: (other: string) => string,
  before = 'Location: ',
  after = '',
): HostileEndpoint {
  return {
    name: `redirects-${name}`,
    comes: ['response'],
    async serve() {
      let visitors = 0;
      const other = await listening(
        createServer(() => {
          visitors += 1;
        }),
      );
      const to = address(other.url.href);
      const endpoint = await serveOnSocket((socket) =>
        socket.end(head(`${status} Moved`, `${before}${to}${after}`, 'Content-Length: 0')),
      );
      return {
        url: endpoint.url,
        trespasses: () => (visitors === 0 ? [] : [`it was followed to another server, ${visitors} times`]),
        close: async () => {
          await Promise.all([endpoint.close(), other.close()]);
        },
      };
    },
  };
}
