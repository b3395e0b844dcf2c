package io.ringway.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Holds the contract to the promises in {@code contract.snapshot}.
 *
 * <p>A new field passes, and its line, printed by this test, belongs at its place in the snapshot,
 * from when on it is held too. A line is never taken out.
 */
@Timeout(30)
final class ContractCompatibilityTest {

    private static final String SESSION_ID =
            "field ringway.v1.AudioSegment.session_id = 1 : optional string";

    private final FileDescriptorProto now = StreamMessage.getDescriptor().getFile().toProto();
    private List<String> promised = List.of();

    @BeforeEach
    void readSnapshot() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/contract.snapshot")) {
            assertNotNull(in, "contract.snapshot is missing from src/test/resources");
            promised = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void shouldKeepEveryPromiseOfTheSnapshot() {
        SortedSet<String> added = new TreeSet<>(ContractSnapshot.of(now));
        promised.forEach(added::remove);
        added.forEach(line -> System.out.println("not yet in contract.snapshot: " + line));
        assertEquals(Set.of(), ContractSnapshot.broken(promised, now));
    }

    @Test
    void shouldCatchARemovedField() {
        assertEquals(Set.of(SESSION_ID), brokenBy(segment -> segment.removeField(0)));
    }

    @Test
    void shouldCatchARenumberedField() {
        assertEquals(
                Set.of(SESSION_ID), brokenBy(segment -> segment.getFieldBuilder(0).setNumber(99)));
    }

    @Test
    void shouldCatchARetypedField() {
        Consumer<DescriptorProto.Builder> asBytes =
                segment -> segment.getFieldBuilder(0).setType(FieldDescriptorProto.Type.TYPE_BYTES);
        assertEquals(Set.of(SESSION_ID), brokenBy(asBytes));
    }

    @Test
    void shouldCatchARenamedField() {
        assertEquals(
                Set.of(SESSION_ID), brokenBy(segment -> segment.getFieldBuilder(0).setName("sid")));
    }

    @Test
    void shouldLetAnAddedFieldPass() {
        FieldDescriptorProto added =
                FieldDescriptorProto.newBuilder()
                        .setName("speaker")
                        .setNumber(99)
                        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                        .setType(FieldDescriptorProto.Type.TYPE_STRING)
                        .build();
        assertEquals(Set.of(), brokenBy(segment -> segment.addField(added)));
    }

    private Set<String> brokenBy(Consumer<DescriptorProto.Builder> change) {
        FileDescriptorProto.Builder changed = now.toBuilder();
        changed.getMessageTypeBuilderList().stream()
                .filter(message -> message.getName().equals("AudioSegment"))
                .forEach(change);
        return ContractSnapshot.broken(promised, changed.build());
    }
}
