//! The AWS SDK for Rust as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns
//! of each.

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_swf::config::retry::RetryPartition;
use aws_sdk_swf::config::timeout::TimeoutConfig;
use aws_sdk_swf::config::{BehaviorVersion, Region};
use aws_sdk_swf::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_swf::operation::RequestId;
use aws_sdk_swf::types::TaskList;
use aws_sdk_swf::{Client, Config};
use serde_json::{json, Value};
use tokio::io::{stdin, AsyncBufReadExt, BufReader};

#[tokio::main]
async fn main() {
    let mut lines = BufReader::new(stdin()).lines();
    let mut calls = Vec::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        let call: Value = serde_json::from_str(&line).unwrap();
        calls.push(tokio::spawn(async move {
            let mut learned = make(&call).await;
            learned["id"] = call["id"].clone();
            println!("{learned}");
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
}

fn client(call: &Value) -> Client {
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        // The retries that are left are counted for all clients of a partition together.
        .retry_partition(RetryPartition::new(call["id"].to_string()))
        .endpoint_url(call["endpoint"].as_str().unwrap())
        .region(Region::new(call["region"].as_str().unwrap_or("us-east-1").to_owned()));
    let anonymous = call.get("accessKeyId").is_some_and(Value::is_null);
    if anonymous {
        config = config.allow_no_auth();
    } else {
        let key = call["accessKeyId"].as_str().unwrap_or("AKIAIOSFODNN7EXAMPLE");
        config = config.credentials_provider(Credentials::new(key, "secret", None, None, "call"));
    }
    if let Some(seconds) = call["timeoutSeconds"].as_u64() {
        let timeout = TimeoutConfig::builder().read_timeout(Duration::from_secs(seconds));
        config = config.timeout_config(timeout.build());
    }
    Client::from_conf(config.build())
}

async fn make(call: &Value) -> Value {
    let swf = client(call);
    let input = &call["input"];
    let text = |member: &str| input[member].as_str().map(str::to_owned);
    match call["operation"].as_str().unwrap() {
        "RespondActivityTaskCompleted" => {
            let request = swf.respond_activity_task_completed();
            let request = request.set_task_token(text("taskToken")).set_result(text("result"));
            told(request.send().await, |_| json!({}))
        }
        "RespondActivityTaskCanceled" => {
            let request = swf.respond_activity_task_canceled();
            let request = request.set_task_token(text("taskToken")).set_details(text("details"));
            told(request.send().await, |_| json!({}))
        }
        "RespondActivityTaskFailed" => {
            let request = swf.respond_activity_task_failed();
            let request = request.set_task_token(text("taskToken")).set_details(text("details"));
            told(request.send().await, |_| json!({}))
        }
        "RecordActivityTaskHeartbeat" => {
            let request = swf.record_activity_task_heartbeat();
            let request = request.set_task_token(text("taskToken")).set_details(text("details"));
            told(request.send().await, |status| json!({ "cancelRequested": status.cancel_requested() }))
        }
        _ => {
            let name = input["taskList"]["name"].as_str().unwrap();
            let request = swf.poll_for_activity_task().set_domain(text("domain"));
            let request = request.task_list(TaskList::builder().name(name).build().unwrap());
            let request = request.set_identity(text("identity"));
            told(request.send().await, |task| json!({ "taskToken": task.task_token(), "input": task.input() }))
        }
    }
}

fn told<O: RequestId, E>(result: Result<O, SdkError<E>>, output: impl Fn(&O) -> Value) -> Value
where
    E: ProvideErrorMetadata + std::error::Error + RequestId + std::fmt::Debug + 'static,
{
    match result {
        Ok(answer) => json!({ "succeeded": true, "output": output(&answer), "requestId": answer.request_id() }),
        Err(error) => {
            let debugged = format!("{error:?}");
            let class = match &error {
                SdkError::ServiceError(service) => {
                    format!("ServiceError({})", variant(&format!("{:?}", service.err())))
                }
                _ => variant(&debugged).to_owned(),
            };
            json!({
                "succeeded": false,
                "class": class,
                "code": error.code(),
                "message": debugged,
                "requestId": error.request_id(),
            })
        }
    }
}

/// The name with which a value is printed for debugging.
fn variant(debugged: &str) -> &str {
    debugged.split(['(', ' ', '{']).next().unwrap()
}
