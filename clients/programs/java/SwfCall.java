import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.SwfClientBuilder;
import software.amazon.awssdk.services.swf.model.PollForActivityTaskResponse;
import software.amazon.awssdk.services.swf.model.RecordActivityTaskHeartbeatResponse;

/**
 * The AWS SDK for Java as a program: reads calls from stdin, one JSON object a line, and prints what the caller learns
 * of each.
 */
class SwfCall {
  public static void main(String[] args) {
    ExecutorService calls = Executors.newCachedThreadPool();
    Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
    while (lines.hasNextLine()) {
      JsonNode call = JsonNode.parser().parse(lines.nextLine());
      calls.submit(() -> print(Integer.parseInt(call.field("id").get().asNumber()), make(call)));
    }
    calls.shutdown();
  }

  static Map<String, Object> make(JsonNode call) {
    try (SwfClient swf = client(call)) {
      return succeeded(send(swf, call.field("operation").get().asString(), call.field("input").get()));
    } catch (AwsServiceException error) {
      Map<String, Object> learned = refused(error);
      learned.put("code", error.awsErrorDetails().errorCode());
      learned.put("requestId", error.requestId());
      return learned;
    } catch (SdkException error) {
      return refused(error);
    }
  }

  static SwfClient client(JsonNode call) {
    Optional<JsonNode> given = call.field("accessKeyId");
    boolean unsigned = given.isPresent() && given.get().isNull();
    String key = given.filter(k -> !k.isNull()).map(JsonNode::asString).orElse("AKIAIOSFODNN7EXAMPLE");
    SwfClientBuilder builder = SwfClient.builder()
        .endpointOverride(URI.create(call.field("endpoint").get().asString()))
        .region(Region.of(call.field("region").map(JsonNode::asString).orElse("us-east-1")))
        .credentialsProvider(unsigned
            ? AnonymousCredentialsProvider.create()
            : StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret")));
    call.field("timeoutSeconds").ifPresent(seconds -> builder.httpClientBuilder(
        ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(Long.parseLong(seconds.asNumber())))));
    return builder.build();
  }

  static AwsResponse send(SwfClient swf, String operation, JsonNode input) {
    return switch (operation) {
      case "RespondActivityTaskCompleted" -> swf.respondActivityTaskCompleted(
          request -> request.taskToken(text(input, "taskToken")).result(text(input, "result")));
      case "RespondActivityTaskCanceled" -> swf.respondActivityTaskCanceled(
          request -> request.taskToken(text(input, "taskToken")).details(text(input, "details")));
      case "RespondActivityTaskFailed" -> swf.respondActivityTaskFailed(
          request -> request.taskToken(text(input, "taskToken")).details(text(input, "details")));
      case "RecordActivityTaskHeartbeat" -> swf.recordActivityTaskHeartbeat(
          request -> request.taskToken(text(input, "taskToken")).details(text(input, "details")));
      default -> swf.pollForActivityTask(request -> request
          .domain(text(input, "domain"))
          .taskList(list -> list.name(text(input.field("taskList").get(), "name")))
          .identity(text(input, "identity")));
    };
  }

  static String text(JsonNode input, String member) {
    return input.field(member).map(JsonNode::asString).orElse(null);
  }

  static Map<String, Object> succeeded(AwsResponse response) {
    Map<String, Object> learned = new LinkedHashMap<>();
    learned.put("succeeded", true);
    learned.put("requestId", response.responseMetadata().requestId());
    Map<String, Object> output = new LinkedHashMap<>();
    if (response instanceof PollForActivityTaskResponse task) {
      output.put("taskToken", task.taskToken());
      output.put("input", task.input());
    } else if (response instanceof RecordActivityTaskHeartbeatResponse status) {
      output.put("cancelRequested", status.cancelRequested());
    }
    learned.put("output", output);
    return learned;
  }

  static Map<String, Object> refused(SdkException error) {
    Map<String, Object> learned = new LinkedHashMap<>();
    learned.put("succeeded", false);
    learned.put("class", error.getClass().getSimpleName());
    learned.put("message", error.getMessage());
    return learned;
  }

  static synchronized void print(int id, Map<String, Object> learned) {
    JsonWriter line = JsonWriter.create();
    learned.put("id", id);
    write(line, learned);
    System.out.println(new String(line.getBytes(), StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked")
  static void write(JsonWriter line, Map<String, Object> members) {
    line.writeStartObject();
    members.forEach((name, value) -> {
      if (value == null) return;
      line.writeFieldName(name);
      if (value instanceof Map) write(line, (Map<String, Object>) value);
      else if (value instanceof Boolean bool) line.writeValue(bool);
      else if (value instanceof Integer number) line.writeValue(number);
      else line.writeValue(value.toString());
    });
    line.writeEndObject();
  }
}
