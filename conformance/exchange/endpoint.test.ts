import { describe, expect, test } from '@jest/globals';
import { EndpointError, readEndpoint } from './endpoint.ts';

describe('an endpoint', () => {
  test.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
    ['https://emulator.test/swf/', 'https://emulator.test/swf/'],
    ['http://[::1]:4566', 'http://[::1]:4566/'],
    ['HTTP://LOCALHOST:80/', 'http://localhost/'],
    ['http://amazonaws.com.example.org/', 'http://amazonaws.com.example.org/'],
    ['http://notamazonaws.com/', 'http://notamazonaws.com/'],
  ])('%s is used', (text, href) => {
    expect(readEndpoint(text, { live: false }).href).toBe(href);
  });

  test.each([
    ['', 'is not an http'],
    ['127.0.0.1:8000', 'is not an http or https URL: "127.0.0.1:8000"'],
    ['localhost:8000', 'is not an http or https URL: "localhost:8000"'],
    ['ftp://127.0.0.1/', 'is not an http'],
    ['http://', 'is not an http'],
    ['http://user:secret@127.0.0.1/', 'has credentials'],
    ['http://127.0.0.1/?a=b', 'has a query'],
    ['http://127.0.0.1/#a', 'has a query or a fragment'],
  ])('%s is refused: it %s', (text, message) => {
    expect(() => readEndpoint(text, { live: false })).toThrow(EndpointError);
    expect(() => readEndpoint(text, { live: false })).toThrow(message);
  });

  test('with a password is refused without repeating it', () => {
    expect(() => readEndpoint('http://user:secret@127.0.0.1/', { live: false })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') }),
    );
  });
});

describe('the real service', () => {
  const names = [
    'https://swf.us-east-1.amazonaws.com',
    'https://SWF.US-EAST-1.AMAZONAWS.COM/',
    'http://swf.us-east-1.amazonaws.com.:80/',
    'https://swf.cn-north-1.amazonaws.com.cn/',
    'https://vpce-1.swf.us-east-1.vpce.amazonaws.com/',
    'https://amazonaws.com/',
    'https://swf.us-east-1.amazonaws%2Ecom/',
    'https://swf.us-east-1.ａｍａｚｏｎａｗｓ.com/',
    'https://swf.us-east-1.api.aws/',
    'https://swf.us-gov-west-1.amazonaws.com/',
    'https://swf.eusc-de-east-1.amazonaws.eu/',
    'https://swf.us-iso-east-1.c2s.ic.gov/',
    'https://swf.us-isob-east-1.sc2s.sgov.gov/',
    'https://swf.eu-isoe-west-1.cloud.adc-e.uk/',
    'https://swf.us-isof-south-1.csp.hci.ic.gov/',
  ];
  test.each(names)('%s is refused', (text) => {
    expect(() => readEndpoint(text, { live: false })).toThrow('is the real service');
  });

  test.each(names)('%s is used where that is meant', (text) => {
    expect(readEndpoint(text, { live: true }).protocol).toMatch(/^https?:$/);
  });
});
