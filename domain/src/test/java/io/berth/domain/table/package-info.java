/** The tables of docs/state-tables.md, made by driving the rules. Not here: what the rules should say (see their tests). */
@NullMarked
package io.berth.domain.table;

import org.jspecify.annotations.NullMarked;
