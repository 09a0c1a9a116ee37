# The AWS SDK for Ruby 1 as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns
# of each.
require 'json'
require 'uri'
require 'aws-sdk'

LOCK = Mutex.new

def underscore(name) = name.gsub(/(?<=.)[A-Z]/) { "_#{_1}" }.downcase

def make(call)
  uri = URI(call['endpoint'])
  options = {
    access_key_id: call.fetch('accessKeyId', 'AKIAIOSFODNN7EXAMPLE'), secret_access_key: 'secret',
    swf_region: call.fetch('region', 'us-east-1'),
    simple_workflow_endpoint: uri.host, simple_workflow_port: uri.port, use_ssl: false
  }
  options[:http_read_timeout] = call['timeoutSeconds'] if call['timeoutSeconds']
  swf = LOCK.synchronize { AWS::SimpleWorkflow::Client.new(options) }
  input = call['input'].to_h { |name, value| [underscore(name).to_sym, value.is_a?(Hash) ? value.transform_keys(&:to_sym) : value] }
  response = swf.send(underscore(call['operation']), input)
  { succeeded: true, output: response.data || {}, requestId: response.http_response.headers['x-amzn-requestid']&.first }
rescue AWS::Errors::Base => e
  { succeeded: false, class: e.class.name, code: e.respond_to?(:code) ? e.code : nil, message: e.message,
    requestId: e.http_response&.headers&.fetch('x-amzn-requestid', nil)&.first }
rescue StandardError => e
  { succeeded: false, class: e.class.name, message: e.message }
end

$stdout.sync = true
threads = $stdin.each_line.map do |line|
  call = JSON.parse(line)
  Thread.new do
    text = { id: call['id'], **make(call) }.compact.to_json
    LOCK.synchronize { puts text }
  end
end
threads.each(&:join)
