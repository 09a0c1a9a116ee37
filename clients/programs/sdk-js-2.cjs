// The AWS SDK for JavaScript 2 as a program: reads calls from stdin, one JSON object a line, and prints what the caller
// learns of each. Its argument is the folder in whose node_modules the SDK is.
const { createRequire } = require('node:module');
const { createInterface } = require('node:readline');

process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const AWS = createRequire(`${process.argv[2]}/`)('aws-sdk');

function make({
  endpoint,
  operation,
  input,
  accessKeyId = 'AKIAIOSFODNN7EXAMPLE',
  region = 'us-east-1',
  timeoutSeconds,
}) {
  const swf = new AWS.SWF({
    endpoint,
    region,
    ...(accessKeyId && { accessKeyId, secretAccessKey: 'secret' }),
    ...(timeoutSeconds && { httpOptions: { timeout: timeoutSeconds * 1000 } }),
  });
  const method = operation[0].toLowerCase() + operation.slice(1);
  const send = accessKeyId ? swf[method].bind(swf) : swf.makeUnauthenticatedRequest.bind(swf, method);
  return new Promise((resolve) => {
    send(input, function (error, output) {
      const { requestId } = this;
      if (!error) return resolve({ succeeded: true, output, requestId });
      const { statusCode, code, message } = error;
      // What the service said has a status; the codes of the SDK's own errors stand for their class.
      if (statusCode && error.requestId)
        resolve({ succeeded: false, class: error.name, code, message, requestId: error.requestId });
      else resolve({ succeeded: false, class: code, message });
    });
  });
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, ...call } = JSON.parse(line);
  console.log(JSON.stringify({ id, ...(await make(call)) }));
});
