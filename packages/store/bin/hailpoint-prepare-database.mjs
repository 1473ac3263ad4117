#!/usr/bin/env node
import { prepareDatabase } from '../dist/embedded/prepare-database.js';

await prepareDatabase();
