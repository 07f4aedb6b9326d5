<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Texts;

/** Reads the envelope of an action: `{ok, referenceId, result}` or `{ok, referenceId, error}`. */
final class ActionAnswer
{
    /**
     * @param bool $orders whether the action costs money, so that an uncertain outcome has to be explained
     * @return array<string, mixed> the action's result
     * @throws ActionFailed
     */
    public static function result(Response $answer, bool $orders): array
    {
        $ok = $answer->data['ok'] ?? null;
        if ($ok === true && $answer->status === 200 && is_array($answer->data['result'] ?? null)) {
            return $answer->data['result'];
        }
        if ($ok === false && self::isError($answer->collection('error'))) {
            throw self::refusal($answer->collection('error'), $answer->text('referenceId'));
        }
        if ($ok === null && $answer->problem() !== '') {
            throw self::problem($answer, $orders);
        }

        throw self::unexpected($answer, $orders);
    }

    /** The answer is JSON but not what was agreed. */
    public static function unexpected(Response $answer, bool $orders): ActionFailed
    {
        $texts = [SidecarFailure::unexpectedAnswer($answer->status)->getMessage()];
        if ($orders) {
            $texts[] = Texts::say('module:order_may_be_executed');
        }

        return self::failed($texts, $answer->text('referenceId'), '');
    }

    /**
     * @param array<mixed> $error
     */
    private static function isError(array $error): bool
    {
        return is_string($error['code'] ?? null) && is_string($error['message'] ?? null) && $error['message'] !== ''
            && is_string($error['publicMessage'] ?? null) && is_bool($error['mayHaveExecuted'] ?? null);
    }

    /**
     * The sidecar explains by itself what it knows about an order.
     *
     * @param array<mixed> $error
     */
    private static function refusal(array $error, string $referenceId): ActionFailed
    {
        $texts = [$error['message']];
        $cause = $error['causes'][0] ?? null;
        if (is_array($cause) && is_string($cause['title'] ?? null) && is_string($cause['code'] ?? null)) {
            $fix = is_string($cause['fix'][0] ?? null) ? $cause['fix'][0] : '';
            $texts[] = Texts::say('module:likely_cause', [
                'title' => $cause['title'],
                'code' => $cause['code'],
                'steps' => $fix,
            ]);
        } else {
            $texts[] = '[' . $error['code'] . ']';
        }

        return self::failed($texts, $referenceId, $error['publicMessage']);
    }

    /** `application/problem+json`: 4xx comes before the action is begun, 5xx can come at any time. */
    private static function problem(Response $answer, bool $orders): ActionFailed
    {
        $texts = [SidecarFailure::answered($answer)];
        if ($orders && $answer->status >= 500) {
            $texts[] = Texts::say('module:order_may_be_executed');
        }

        return self::failed($texts, $answer->text('referenceId'), '');
    }

    /**
     * @param list<string> $texts
     */
    private static function failed(array $texts, string $referenceId, string $publicText): ActionFailed
    {
        if ($referenceId !== '') {
            $texts[] = Texts::say('module:reference', ['reference' => $referenceId]);
            $publicText = $publicText === '' ? '' : Texts::toCustomer('module:for_customers.with_reference', [
                'text' => $publicText,
                'reference' => $referenceId,
            ]);
        }

        return new ActionFailed(Texts::sentences($texts), $publicText);
    }
}
