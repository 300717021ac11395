import * as z from 'zod';

// The content security policy allows no eval, which zod would otherwise try for its compiled parsers.
z.config({ jitless: true });
