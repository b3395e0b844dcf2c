package io.ringway.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Which way dependencies run, and what protocol cores stay clear of. */
@AnalyzeClasses(
        packages = "io.ringway",
        importOptions = {ImportOption.DoNotIncludeTests.class})
final class ArchitectureTest {

    /** Bytes and nanoseconds in, effects out: these run in tests without a clock or a socket. */
    private static final String[] CORES = {
        "io.ringway.media.rtp..",
        "io.ringway.media.srtp..",
        "io.ringway.media.stun..",
        "io.ringway.media.ice..",
        "io.ringway.media.jitter..",
        "io.ringway.media.codec..",
        "io.ringway.media.voice..",
        "io.ringway.media.tone..",
        "io.ringway.media.mixing..",
        "io.ringway.signaling.sdp..",
        "io.ringway.signaling.call.machine..",
    };

    private static final String[] OUTSIDE_WORLD = {
        "java.net..",
        "java.nio.channels..",
        "java.nio.file..",
        "java.util.logging..",
        "java.util.concurrent.locks..",
        "org.slf4j..",
        "io.netty..",
        "io.grpc..",
    };

    private static final Set<Class<?>> ADDRESSES =
            Set.of(
                    InetSocketAddress.class,
                    InetAddress.class,
                    Inet4Address.class,
                    Inet6Address.class,
                    SocketAddress.class,
                    UnknownHostException.class);

    private ArchitectureTest() {}

    @ArchTest
    static final ArchRule DEPENDENCIES_RUN_ONE_WAY =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("io.ringway..")
                    .withOptionalLayers(true)
                    .layer("server")
                    .definedBy("io.ringway.server..")
                    .layer("signaling")
                    .definedBy("io.ringway.signaling..")
                    .layer("media-pipeline")
                    .definedBy("io.ringway.media..")
                    .layer("proto")
                    .definedBy("io.ringway.proto..")
                    .whereLayer("server")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("signaling")
                    .mayOnlyBeAccessedByLayers("server")
                    .whereLayer("media-pipeline")
                    .mayOnlyBeAccessedByLayers("server", "signaling")
                    .whereLayer("proto")
                    .mayOnlyBeAccessedByLayers("server", "media-pipeline");

    @ArchTest
    static final ArchRule CORES_TOUCH_NO_OUTSIDE_WORLD =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORES)
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(OUTSIDE_WORLD).and(not(anAddress())))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CORES_HAVE_NO_THREADS_FILES_OR_CHANCE =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORES)
                    .should()
                    .dependOnClassesThat(
                            oneOf(
                                    Thread.class,
                                    java.util.concurrent.Executor.class,
                                    java.util.concurrent.ExecutorService.class,
                                    java.util.concurrent.CompletableFuture.class,
                                    java.time.Clock.class,
                                    java.time.Instant.class,
                                    java.io.File.class,
                                    java.io.FileInputStream.class,
                                    java.io.FileOutputStream.class,
                                    java.util.Random.class,
                                    java.security.SecureRandom.class))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CORES_READ_NO_CLOCK =
            noClasses()
                    .that()
                    .resideInAnyPackage(CORES)
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.ringway.(*).(*)..").should().beFreeOfCycles();

    /** Terms of the outside contract may end in Manager; nothing else may. */
    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING =
            classes()
                    .that()
                    .haveNameNotMatching(".*(SessionManager|StreamingDataManager)[^.]*")
                    .should()
                    .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?");

    private static DescribedPredicate<JavaClass> anAddress() {
        return describe(
                "plain addresses",
                type -> ADDRESSES.stream().anyMatch(address -> type.isEquivalentTo(address)));
    }

    private static DescribedPredicate<JavaClass> oneOf(Class<?>... types) {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (Class<?> type : types) {
            any = any.or(equivalentTo(type));
        }
        return any;
    }
}
