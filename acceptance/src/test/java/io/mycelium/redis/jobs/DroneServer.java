package io.mycelium.redis.jobs;

import io.mycelium.bridge.drones.DroneBridge;
import io.mycelium.bridge.drones.Parts;
import io.mycelium.core.id.DroneId;
import io.mycelium.core.id.Id;
import io.mycelium.core.job.JobBroker;
import io.mycelium.core.link.Challenge;
import io.mycelium.core.link.ChallengeRequest;
import io.mycelium.core.link.ClaimRequest;
import io.mycelium.core.link.DroneSessions;
import io.mycelium.core.link.EnrolAnswer;
import io.mycelium.core.link.EnrolRequest;
import io.mycelium.core.link.EnrolledDrone;
import io.mycelium.core.link.Enrolment;
import io.mycelium.core.link.Session;
import io.mycelium.core.link.SessionRequest;
import io.mycelium.drone.link.Pass;
import io.mycelium.redis.blobs.RedisBlobs;
import io.mycelium.redis.client.KeySpace;
import io.mycelium.redis.client.Redis;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Serving;
import io.mycelium.serving.SlowClients;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// A gateway's server with nothing but the drones' side of a queue. Every drone has a session from
/// the start. One server does for many queues, one after the other.
final class DroneServer implements AutoCloseable {
  private static final String TOKEN = "session-of-";

  /// Nobody is enrolled here.
  private static final Enrolment NOBODY =
      new Enrolment() {
        @Override
        public Asked ask(EnrolRequest request) {
          return new Asked.Answered(EnrolAnswer.of(EnrolAnswer.State.DENIED));
        }

        @Override
        public Optional<Challenge> challenge(ChallengeRequest request) {
          return Optional.empty();
        }

        @Override
        public Optional<Session> begin(SessionRequest request) {
          return Optional.empty();
        }
      };

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Listening listening = new Listening();
  private final AtomicReference<Handler<HttpServerRequest>> door = new AtomicReference<>();

  DroneServer() {
    vertx.deployVerticle(listening).await();
  }

  /// Serves that queue from now on, until what is returned is closed.
  Served serve(Redis redis, RedisQueue queue) {
    var served = new Served(redis, queue);
    door.set(served.bridge.door(listening.serving()));
    return served;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return listening.port();
  }

  /// What a drone proves itself with here.
  static Pass pass(DroneId drone) {
    return new Pass() {
      @Override
      public String token() {
        return TOKEN + drone;
      }

      @Override
      public void refused(String token) {
        // There is no other.
      }
    };
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  /// A queue that is served.
  static final class Served implements AutoCloseable {
    private final Set<DroneId> revoked = ConcurrentHashMap.newKeySet();
    private final JobBroker broker;
    private final DroneBridge bridge;

    private Served(Redis redis, RedisQueue queue) {
      broker = queue.broker();
      bridge =
          new DroneBridge(
              new Parts(
                  broker,
                  queue.jobs(),
                  new RedisBlobs(redis, new KeySpace("main")),
                  NOBODY,
                  sessions(),
                  InstantSource.system(),
                  ClaimRequest.LONGEST_WAIT));
    }

    private DroneSessions sessions() {
      return new DroneSessions() {
        @Override
        public Optional<EnrolledDrone> drone(String token) {
          return enrolled(token);
        }

        @Override
        public Optional<EnrolledDrone> remembered(String token) {
          return enrolled(token);
        }
      };
    }

    private Optional<EnrolledDrone> enrolled(String token) {
      return token.startsWith(TOKEN)
          ? Id.read(token.substring(TOKEN.length()), DroneId::new)
              .filter(drone -> !revoked.contains(drone))
              .map(drone -> new EnrolledDrone(drone, Id.stem(drone), Set.of()))
          : Optional.empty();
    }

    /// Ends the sessions of a drone.
    void revoke(DroneId drone) {
      revoked.add(drone);
      bridge.expel(drone);
    }

    /// Tells that a drone is drained, as the workspace's events do.
    void drain(DroneId drone) {
      bridge.drain(drone);
    }

    /// How many drones were woken so far.
    long woken() {
      return bridge.woken();
    }

    @Override
    public void close() {
      bridge.close();
      broker.close();
    }
  }

  private final class Listening extends VerticleBase {
    private HttpServer server;
    private Serving serving;

    @Override
    public Future<?> start() {
      var slow = new SlowClients(Duration.ofSeconds(10), Duration.ofSeconds(10));
      serving = new Serving(new Calls(256, context), slow, 1 << 18);
      server =
          vertx
              .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
              .requestHandler(request -> door.get().handle(request));
      return server.listen();
    }

    Serving serving() {
      return serving;
    }

    int port() {
      return server.actualPort();
    }
  }
}
