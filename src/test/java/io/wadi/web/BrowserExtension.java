package io.wadi.web;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps the browser of {@link WithBrowser} in the store of the class, which closes it. */
final class BrowserExtension implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(BrowserExtension.class));
    }

    private static TestBrowser browser(ExtensionContext context) {
        return store(context).get(TestBrowser.class, TestBrowser.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.program().isPresent()
                ? ConditionEvaluationResult.enabled("Chromium is installed")
                : ConditionEvaluationResult.disabled("Chromium is not installed: the page is not tested in a browser");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store(context).put(TestBrowser.class, new TestBrowser(Chromium.program().orElseThrow()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        browser(context).closePage();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBrowser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }
}
