#!/usr/bin/env node
import { writeConfigSchemas } from '../dist/host/index.js';

process.exitCode = await writeConfigSchemas(process.argv.slice(2));
