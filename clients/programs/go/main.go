// The AWS SDK for Go as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns of
// each.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/swf"
	"github.com/aws/smithy-go"
	smithymiddleware "github.com/aws/smithy-go/middleware"
)

type call struct {
	ID             int             `json:"id"`
	Endpoint       string          `json:"endpoint"`
	Operation      string          `json:"operation"`
	Input          json.RawMessage `json:"input"`
	AccessKeyID    json.RawMessage `json:"accessKeyId"`
	Region         string          `json:"region"`
	TimeoutSeconds float64         `json:"timeoutSeconds"`
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	var calls sync.WaitGroup
	var printing sync.Mutex
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		calls.Add(1)
		go func() {
			defer calls.Done()
			var c call
			if err := json.Unmarshal(line, &c); err != nil {
				panic(err)
			}
			learned := c.make()
			learned["id"] = c.ID
			text, _ := json.Marshal(learned)
			printing.Lock()
			defer printing.Unlock()
			fmt.Println(string(text))
		}()
	}
	calls.Wait()
}

func (c call) client() *swf.Client {
	options := swf.Options{BaseEndpoint: &c.Endpoint, Region: "us-east-1"}
	if c.Region != "" {
		options.Region = c.Region
	}
	key := "AKIAIOSFODNN7EXAMPLE"
	if c.AccessKeyID != nil {
		key = ""
		json.Unmarshal(c.AccessKeyID, &key)
	}
	options.Credentials = aws.AnonymousCredentials{}
	if key != "" {
		options.Credentials = credentials.NewStaticCredentialsProvider(key, "secret", "")
	}
	if c.TimeoutSeconds != 0 {
		timeout := time.Duration(c.TimeoutSeconds * float64(time.Second))
		options.HTTPClient = http.NewBuildableClient().WithTimeout(timeout)
	}
	return swf.New(options)
}

func (c call) make() map[string]any {
	client, ctx := c.client(), context.Background()
	switch c.Operation {
	case "RespondActivityTaskCompleted":
		return send(ctx, c, client.RespondActivityTaskCompleted)
	case "RespondActivityTaskCanceled":
		return send(ctx, c, client.RespondActivityTaskCanceled)
	case "RespondActivityTaskFailed":
		return send(ctx, c, client.RespondActivityTaskFailed)
	case "RecordActivityTaskHeartbeat":
		return send(ctx, c, client.RecordActivityTaskHeartbeat)
	}
	return send(ctx, c, client.PollForActivityTask)
}

func send[I, O any](
	ctx context.Context, c call, operation func(context.Context, *I, ...func(*swf.Options)) (*O, error),
) map[string]any {
	// The names of members differ from those of the fields in case alone, which encoding/json does not mind.
	var input I
	if err := json.Unmarshal(c.Input, &input); err != nil {
		panic(err)
	}
	output, err := operation(ctx, &input)
	if err != nil {
		return refused(err)
	}
	fields, members := map[string]any{}, map[string]any{}
	text, _ := json.Marshal(output)
	json.Unmarshal(text, &fields)
	for name, value := range fields {
		if value != nil && name != "ResultMetadata" {
			members[strings.ToLower(name[:1])+name[1:]] = value
		}
	}
	return map[string]any{"succeeded": true, "output": members, "requestId": requestID(output)}
}

func refused(err error) map[string]any {
	learned := map[string]any{"succeeded": false, "class": classOf(err), "message": err.Error()}
	var service smithy.APIError
	if errors.As(err, &service) {
		learned["code"] = service.ErrorCode()
	}
	var response *http.ResponseError
	if errors.As(err, &response) {
		learned["requestId"] = response.RequestID
	}
	return learned
}

// The innermost of the SDK's types, for which an application can ask with errors.As.
func classOf(err error) string {
	class := ""
	for ; err != nil; err = errors.Unwrap(err) {
		kind := reflect.TypeOf(err)
		if kind.Kind() == reflect.Pointer && strings.HasPrefix(kind.Elem().PkgPath(), "github.com/aws/") {
			class = kind.String()
		}
	}
	return class
}

func requestID(output any) string {
	metadata := reflect.ValueOf(output).Elem().FieldByName("ResultMetadata").Interface().(smithymiddleware.Metadata)
	id, _ := middleware.GetRequestIDMetadata(metadata)
	return id
}
