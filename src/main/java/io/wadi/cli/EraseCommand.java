package io.wadi.cli;

import io.wadi.lake.DuckDb;
import io.wadi.net.IpAddress;
import java.sql.Connection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi erase}: removes an address from the lake. */
@Command(
        name = "erase",
        description = "Removes all packets and flows of an address from the lake, with DuckDB (wadi add duckdb). The "
                + "tables in PostgreSQL are not changed.",
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ADDRESS", description = "IPv4 or IPv6 address.")
    private String address;

    @Mixin
    private LakeOptions lake;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        IpAddress erased = parsed();
        try (Connection duckdb = DuckDb.open()) {
            lake.with(
                    common.settings(),
                    table -> common.print(
                            table.content().table() + ": " + table.erase(erased, duckdb) + " rows erased"));
        }
        return 0;
    }

    private IpAddress parsed() {
        try {
            return IpAddress.parse(address);
        } catch (IllegalArgumentException e) {
            throw common.misuse(e);
        }
    }
}
