package io.ringway.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.Collection;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The contract as lines of text, one for every promise made to those who speak it: each says all
 * that matters of one field, enum value or method. A promise kept is a line that is still there.
 */
final class ContractSnapshot {

    private final SortedSet<String> lines = new TreeSet<>();
    private final String packageName;

    private ContractSnapshot(FileDescriptorProto file) {
        packageName = file.getPackage();
        file.getMessageTypeList().forEach(message -> addMessage(packageName, message));
        file.getEnumTypeList().forEach(type -> addEnum(packageName, type));
        file.getServiceList().forEach(this::addService);
    }

    static SortedSet<String> of(FileDescriptorProto file) {
        return new ContractSnapshot(file).lines;
    }

    /** The promises of {@code promised} that {@code file} no longer keeps. */
    static SortedSet<String> broken(Collection<String> promised, FileDescriptorProto file) {
        SortedSet<String> broken = new TreeSet<>(promised);
        broken.removeAll(of(file));
        return broken;
    }

    private void addMessage(String scope, DescriptorProto message) {
        String name = scope + "." + message.getName();
        lines.add("message " + name);
        message.getFieldList().forEach(field -> lines.add(fieldLine(name, message, field)));
        message.getNestedTypeList().forEach(nested -> addMessage(name, nested));
        message.getEnumTypeList().forEach(nested -> addEnum(name, nested));
    }

    private static String fieldLine(
            String owner, DescriptorProto message, FieldDescriptorProto field) {
        String kind =
                field.getTypeName().isEmpty()
                        ? lower(field.getType().name().substring("TYPE_".length()))
                        : field.getTypeName().substring(1);
        String oneof =
                field.hasOneofIndex()
                        ? " in " + message.getOneofDecl(field.getOneofIndex()).getName()
                        : "";
        String label = lower(field.getLabel().name().substring("LABEL_".length()));
        return "field %s.%s = %d : %s %s%s"
                .formatted(owner, field.getName(), field.getNumber(), label, kind, oneof);
    }

    private void addEnum(String scope, EnumDescriptorProto type) {
        String name = scope + "." + type.getName();
        type.getValueList()
                .forEach(
                        v ->
                                lines.add(
                                        "value "
                                                + name
                                                + "."
                                                + v.getName()
                                                + " = "
                                                + v.getNumber()));
    }

    private void addService(ServiceDescriptorProto service) {
        String name = packageName + "." + service.getName();
        service.getMethodList().forEach(method -> lines.add(methodLine(name, method)));
    }

    private static String methodLine(String owner, MethodDescriptorProto method) {
        return "method %s.%s(%s%s) : %s%s"
                .formatted(
                        owner,
                        method.getName(),
                        method.getClientStreaming() ? "stream " : "",
                        method.getInputType().substring(1),
                        method.getServerStreaming() ? "stream " : "",
                        method.getOutputType().substring(1));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
