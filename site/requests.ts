// One call of an operation as clients in different languages make it, to be copied. All go to a mock on this machine.

export type RequestSample = { title: string; language: string; code: string };

const endpoint = 'http://127.0.0.1:8000';

/**
 * @param target the value of X-Amz-Target
 * @param input strings, and objects of strings: `{ taskToken: 'AAAA', taskList: { name: 'orders' } }`
 */
export function requestSamples(operation: string, target: string, input: object): RequestSample[] {
  const members = Object.entries(input);
  const json = JSON.stringify(input, null, 2);
  return [
    {
      title: 'curl',
      language: 'sh',
      code: `curl -i ${endpoint}/ \\
  -H 'Content-Type: application/x-amz-json-1.0' \\
  -H 'X-Amz-Target: ${target}' \\
  -d '${JSON.stringify(input)}'`,
    },
    {
      title: 'JavaScript',
      language: 'js',
      code: `import { ${operation}Command, SWFClient } from '@aws-sdk/client-swf';

const swf = new SWFClient({
  endpoint: '${endpoint}',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const input = ${json.replace(/"(\w+)":/g, '$1:').replaceAll('"', "'")};
console.log(await swf.send(new ${operation}Command(input)));`,
    },
    {
      title: 'Python',
      language: 'python',
      code: `import boto3

swf = boto3.client(
    'swf',
    endpoint_url='${endpoint}',
    region_name='us-east-1',
    aws_access_key_id='test',
    aws_secret_access_key='test',
)
print(swf.${words(operation, '_')}(
${members.map(([name, value]) => `    ${name}=${JSON.stringify(value).replaceAll('"', "'")},`).join('\n')}
))`,
    },
    {
      title: 'AWS CLI',
      language: 'sh',
      code: `export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1
aws swf ${words(operation, '-')} --endpoint-url ${endpoint} \\
${members.map(([name, value]) => `  --${words(name, '-')} '${typeof value === 'string' ? value : JSON.stringify(value)}'`).join(' \\\n')}`,
    },
    { title: 'Go', language: 'go', code: goSample(operation, members) },
  ];
}

function goSample(operation: string, members: [string, unknown][]): string {
  const types = members.some(([, value]) => typeof value === 'object');
  return `package main

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/swf"${types ? '\n\t"github.com/aws/aws-sdk-go-v2/service/swf/types"' : ''}
)

func main() {
	client := swf.New(swf.Options{
		BaseEndpoint: aws.String("${endpoint}"),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	output, err := client.${operation}(context.Background(), &swf.${operation}Input{
${goMembers(members, '\t\t')}
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\\n", output)
}`;
}

/** The members of a struct, aligned as gofmt aligns them. */
function goMembers(members: [string, unknown][], indent: string): string {
  const width = Math.max(...members.map(([name]) => name.length)) + 1;
  return members
    .map(([name, value]) => {
      const field = name.charAt(0).toUpperCase() + name.slice(1);
      const text =
        typeof value === 'string'
          ? `aws.String(${JSON.stringify(value)})`
          : `&types.${field}{${goMembers(Object.entries(value as object), '').slice(0, -1)}}`;
      return `${indent}${`${field}:`.padEnd(width)} ${text},`;
    })
    .join('\n');
}

/** @example words('PollForActivityTask', '_') // 'poll_for_activity_task' */
function words(name: string, separator: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, separator).toLowerCase();
}
