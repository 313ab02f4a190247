import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MediaError } from '#sfu';
import { Rejection } from '../domain/rejection.ts';
import { AppError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { JournalError } from '../store/journal.ts';
import { invalidInput, toErrorReply } from './error-reply.ts';

const logger = createLogger('silent');

describe('the reply to an error', () => {
  beforeEach(() => void vi.restoreAllMocks());

  it('of the rules is its code with its words', () => {
    expect(toErrorReply(new Rejection('NOT_PRESENT'), logger)).toEqual({
      code: 'NOT_PRESENT',
      message: 'This person is not marked as present.',
    });
  });

  it('of the server carries field and waiting time where there are some', () => {
    expect(toErrorReply(new AppError('WEAK_PASSWORD', 'Too short.', { field: 'password' }), logger)).toEqual({
      code: 'WEAK_PASSWORD',
      message: 'Too short.',
      field: 'password',
    });
    const reply = toErrorReply(new AppError('TOO_MANY_ATTEMPTS', 'Wait.', { retryAfterMs: 5 }), logger);
    expect(reply).toEqual({ code: 'TOO_MANY_ATTEMPTS', message: 'Wait.', retryAfterMs: 5 });
  });

  it.each([
    ['NO_WORKER', 'MEDIA_UNAVAILABLE'],
    ['WORKER_FAILED', 'MEDIA_UNAVAILABLE'],
    ['WRONG_PARAMETERS', 'MEDIA_REFUSED'],
    ['LIMIT_REACHED', 'MEDIA_REFUSED'],
  ] as const)('of the media plane for %s is %s', (reason, code) => {
    expect(toErrorReply(new MediaError(reason, 'why'), logger)).toEqual({ code, message: 'why' });
  });

  it.each([
    ['an error', new Error('SECRET of the server')],
    ['a journal error', new JournalError('UNAVAILABLE', 'SECRET path')],
    ['an error of a start', new AppError('DATA_FOLDER_IN_USE', 'SECRET folder')],
    ['a text', 'SECRET'],
    ['an error that says it has a code', Object.assign(new Error('SECRET'), { code: 'FORBIDDEN' })],
    ['nothing', undefined],
  ])('that is unexpected, %s, leaks no text and leads to the log by a number', (_what, error) => {
    const log = vi.spyOn(logger, 'error');
    const reply = toErrorReply(error, logger);
    expect(reply).toEqual({
      code: 'INTERNAL',
      message: expect.any(String),
      correlationId: expect.stringMatching(/^[\w-]{8}$/),
    });
    expect(JSON.stringify(reply)).not.toContain('SECRET');
    expect(log).toHaveBeenCalledWith({ err: error, correlationId: reply.correlationId }, expect.any(String));
  });

  it('of a record that cannot be written is logged with its cause', () => {
    const log = vi.spyOn(logger, 'error');
    const error = new AppError('STORE_UNAVAILABLE', 'Nothing was changed.', { cause: new Error('SECRET') });
    expect(toErrorReply(error, logger)).toEqual({ code: 'STORE_UNAVAILABLE', message: 'Nothing was changed.' });
    expect(log).toHaveBeenCalledWith({ err: error }, expect.any(String));
  });

  it('to an input that is not valid names the first field', () => {
    const issues = [
      { path: ['person', 0, 'name'], message: 'Too long' },
      { path: [], message: 'more' },
    ];
    expect(invalidInput(issues)).toEqual({
      code: 'INVALID_INPUT',
      field: 'input.person.0.name',
      message: 'input.person.0.name: Too long',
    });
    expect(invalidInput([])).toMatchObject({ code: 'INVALID_INPUT', field: 'input' });
  });
});
