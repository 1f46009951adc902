package io.wadi.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.RestrictorFactory;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jolokia-access.xml}, read as Jolokia reads it. */
class JolokiaPolicyTest {

    private static final String ROUTE = "org.apache.camel:context=wadi,type=routes,name=\"capture\"";
    private static final String CONTEXT = "org.apache.camel:context=wadi,type=context,name=\"wadi\"";
    private static final String DEBUGGER = "org.apache.camel:context=wadi,type=tracer,name=BacklogDebugger";
    private static final String TRACER = "org.apache.camel:context=wadi,type=tracer,name=BacklogTracer";

    private PolicyRestrictor policy;

    @BeforeEach
    void read() throws IOException {
        policy = RestrictorFactory.lookupPolicyRestrictor("classpath:/jolokia-access.xml");
        assertThat(policy).isNotNull();
    }

    private boolean mayExecute(String mbean, String operation) throws MalformedObjectNameException {
        return policy.isOperationAllowed(new ObjectName(mbean), operation);
    }

    private boolean mayRead(String mbean, String attribute) throws MalformedObjectNameException {
        return policy.isAttributeReadAllowed(new ObjectName(mbean), attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start()", "stop()", "suspend()", "resume()", "stop", "dumpRouteAsXml()"})
    void routesMayBeSteered(String operation) throws MalformedObjectNameException {
        assertThat(mayExecute(ROUTE, operation)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"updateRouteFromXml(java.lang.String)", "remove()", "stop(java.lang.Long)", "reset()"})
    void routesMayNotBeChanged(String operation) throws MalformedObjectNameException {
        assertThat(mayExecute(ROUTE, operation)).isFalse();
    }

    /** The value of a placeholder may be a secret. */
    @ParameterizedTest
    @ValueSource(strings = {"", "(boolean)", "(boolean,boolean)", "(boolean,boolean,boolean)"})
    void dumpsWithValuesInThePlaceOfPlaceholdersAreNotOffered(String arguments) throws MalformedObjectNameException {
        assertThat(mayExecute(ROUTE, "dumpRouteAsXml" + arguments)).isFalse();
        assertThat(mayExecute(CONTEXT, "dumpRoutesAsXml" + arguments)).isFalse();
        assertThat(mayExecute(CONTEXT, "dumpRestsAsXml" + arguments)).isFalse();
    }

    /** Camel 4.18 writes no YAML of a route that has an expression {@code method}, as two shipped ones have. */
    @Test
    void yamlThatCamelCannotWriteIsNotOffered() throws MalformedObjectNameException {
        assertThat(mayExecute(ROUTE, "dumpRouteAsYaml(boolean)")).isFalse();
        assertThat(mayExecute(CONTEXT, "dumpRoutesAsYaml(boolean)")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sendBody(java.lang.String,java.lang.Object)",
                "requestBody",
                "addOrUpdateRoutesFromXml",
                "createEndpoint(java.lang.String)",
                "removeEndpoints(java.lang.String)",
                "stop()",
                "suspend()",
                "setStreamCachingStrategy",
                "reset(boolean)"
            })
    void theContextMayOnlyBeLookedAt(String operation) throws MalformedObjectNameException {
        assertThat(mayExecute(CONTEXT, operation)).isFalse();
        assertThat(mayExecute(CONTEXT, "dumpRoutesAsXml()")).isTrue();
        assertThat(mayExecute(CONTEXT, "dumpRoutesStatsAsXml")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.sun.management:type=DiagnosticCommand, jvmtiAgentLoad",
        "com.sun.management:type=HotSpotDiagnostic, dumpHeap",
        "org.apache.logging.log4j2:type=5e2de80c, setConfigText",
        "JMImplementation:type=MBeanServerDelegate, x",
        "java.util.logging:type=Logging, setLoggerLevel",
        "java.lang:type=Memory, gc",
        "java.lang:type=Threading, dumpAllThreads",
        "com.zaxxer.hikari:type=Pool (wadi), softEvictConnections",
        "jolokia:type=Config, debug"
    })
    void nothingElseMayBeExecuted(String mbean, String operation) throws MalformedObjectNameException {
        assertThat(mayExecute(mbean, operation)).isFalse();
    }

    @Test
    void breakpointsAndTracesStayOut() throws MalformedObjectNameException {
        assertThat(mayExecute(DEBUGGER, "addBreakpoint(java.lang.String)")).isFalse();
        assertThat(mayExecute(TRACER, "dumpAllTracedMessagesAsXml()")).isFalse();
    }

    @Test
    void groupsOfRoutesMayOnlyBeLookedAt() throws MalformedObjectNameException {
        String group = "org.apache.camel:context=wadi,type=routegroups,name=\"api\"";
        assertThat(mayRead(group, "ExchangesTotal")).isTrue();
        assertThat(mayExecute(group, "stop()")).isFalse();
    }

    @Test
    void ownBeansAreOpen() throws MalformedObjectNameException {
        assertThat(mayRead("io.wadi:name=geoip-database", "CityBuildDate")).isTrue();
        assertThat(mayExecute("io.wadi:name=geoip-database", "reload()")).isTrue();
    }

    @Test
    void settingsOfTheProcessStayHidden() throws MalformedObjectNameException {
        assertThat(mayRead("java.lang:type=Runtime", "SystemProperties")).isFalse();
        assertThat(mayRead("java.lang:type=Runtime", "InputArguments")).isFalse();
        assertThat(mayRead("com.zaxxer.hikari:type=PoolConfig (wadi)", "Password"))
                .isFalse();
        assertThat(mayRead("java.lang:type=Runtime", "Uptime")).isTrue();
    }

    /** Jolokia answers with status 500 for an MBean of which it cannot read one attribute. */
    @Test
    void whatMayBeReadOfTheJvmCanBeRead() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName mbean : server.queryNames(new ObjectName("java.lang:*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(mbean).getAttributes()) {
                if (mayRead(mbean.getCanonicalName(), attribute.getName())) {
                    assertThatCode(() -> server.getAttribute(mbean, attribute.getName()))
                            .as("%s of %s", attribute.getName(), mbean)
                            .doesNotThrowAnyException();
                }
            }
        }
        assertThat(mayRead("java.lang:name=Metaspace,type=MemoryPool", "Usage")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTE, CONTEXT, "java.lang:type=Memory", "io.wadi:name=x"})
    void nothingMayBeWritten(String mbean) throws MalformedObjectNameException {
        assertThat(policy.isAttributeWriteAllowed(new ObjectName(mbean), "Verbose"))
                .isFalse();
        assertThat(policy.isTypeAllowed(RequestType.WRITE)).isFalse();
    }

    @Test
    void noTypeIsAllowedForAllBeansButNames() {
        assertThat(policy.isTypeAllowed(RequestType.READ)).isFalse();
        assertThat(policy.isTypeAllowed(RequestType.EXEC)).isFalse();
        assertThat(policy.isTypeAllowed(RequestType.LIST)).isTrue();
    }
}
