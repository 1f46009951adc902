package io.wadi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedResource;
import org.junit.jupiter.api.Test;

/**
 * A class of the main code is public only if it must be: another package uses it or calls a method that mentions it, a
 * route sees it, a resource names it, or JMX reads it.
 */
class VisibilityRulesTest {

    private static final Path ROUTES = Path.of("src/main/resources/routes");

    /** Sources, because constants leave no trace in class files. */
    private static final List<Path> NAMED_IN = List.of(
            Path.of("src/main/java"),
            Path.of("src/test/java"),
            Path.of("src/main/resources"),
            Path.of("src/generated/resources"),
            Path.of("routes.d"));

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    /** What is in these files, without Java's comments. */
    private static final List<String> SOURCES = NAMED_IN.stream()
            .flatMap(VisibilityRulesTest::texts)
            .map(text -> COMMENT.matcher(text).replaceAll(""))
            .toList();

    private static final Pattern METHOD = Pattern.compile("\\bmethod: \"?(\\w+)");

    private static final Set<String> CALLED_BY_ROUTES = texts(ROUTES)
            .flatMap(text -> METHOD.matcher(text).results())
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    /** The rule for these classes, which must contain all that could need one of them. */
    static ArchRule publicClassesAreNeeded(JavaClasses all) {
        Set<String> needed =
                all.stream().flatMap(VisibilityRulesTest::neededElsewhere).collect(Collectors.toSet());
        return classes()
                .that()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and(DescribedPredicate.describe("are main code", VisibilityRulesTest::isMain))
                .should(ArchCondition.from(DescribedPredicate.<JavaClass>describe(
                        "be needed outside of their package",
                        type -> needed.contains(type.getName())
                                || type.isAnnotatedWith(ManagedResource.class)
                                || isNamed(type.getName()))));
    }

    private static boolean isMain(JavaClass type) {
        return type.getSource()
                .filter(source -> new ImportOption.DoNotIncludeTests().includes(Location.of(source.getUri())))
                .isPresent();
    }

    private static Stream<String> neededElsewhere(JavaClass type) {
        Stream<JavaClass> used = type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target -> !target.getPackageName().equals(type.getPackageName()));
        Stream<JavaClass> called = type.getCodeUnits().stream()
                .filter(VisibilityRulesTest::isCalledFromElsewhere)
                .flatMap(VisibilityRulesTest::mentioned);
        Set<JavaClass> seen = new HashSet<>();
        type.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(unit -> CALLED_BY_ROUTES.contains(unit.getName()))
                .flatMap(VisibilityRulesTest::mentioned)
                .forEach(body -> addWithComponents(body, seen));
        return Stream.of(used, called, seen.stream())
                .flatMap(Function.identity())
                .map(VisibilityRulesTest::topLevel);
    }

    /** An expression of a route reads a record's components, and theirs. */
    private static void addWithComponents(JavaClass type, Set<JavaClass> seen) {
        if (seen.add(type) && type.isRecord()) {
            type.getFields().stream()
                    .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                    .forEach(component -> addWithComponents(component, seen));
        }
    }

    private static boolean isCalledFromElsewhere(JavaCodeUnit unit) {
        return unit.getAccessesToSelf().stream().anyMatch(access -> !access.getOriginOwner()
                .getPackageName()
                .equals(unit.getOwner().getPackageName()));
    }

    /** Result, parameters and checked exceptions. */
    private static Stream<JavaClass> mentioned(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
        return Stream.concat(
                        types.flatMap(type -> type.getAllInvolvedRawTypes().stream()),
                        unit.getExceptionTypes().stream())
                .map(JavaClass::getBaseComponentType);
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** A comment may name what it cannot see. */
    private static boolean isNamed(String type) {
        Pattern name = Pattern.compile("\\b" + Pattern.quote(type) + "\\b");
        return SOURCES.stream().anyMatch(text -> name.matcher(text).find());
    }

    private static Stream<String> texts(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            return found.stream().map(VisibilityRulesTest::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void onlyWhatIsNeededElsewhereIsPublic() {
        JavaClasses all = new ClassFileImporter().importPackages("io.wadi");
        publicClassesAreNeeded(all).check(all);
    }
}
